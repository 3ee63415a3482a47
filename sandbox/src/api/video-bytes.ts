import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';
import { videoView } from './video-view.js';

/** Stands for the token while an object is spelled out. */
const MARK = '00000000-mark-0000-mark-000000000000';

interface Spelled {
  /** What the object was made under. */
  made: string;
  /** What stands between the tokens. */
  parts: readonly Buffer[];
}

/** Records are replaced when they change, so what was spelled out goes with them. */
const spelled = new WeakMap<VideoRecord, Spelled>();

/** The JSON of a video in pieces: a list holds a hundred, which differ from read to read by their tokens alone. */
export function videoBytes(world: World, video: VideoRecord, token: string | undefined): Buffer[] {
  const { parts } = spell(world, video, token !== undefined);
  if (token === undefined) return [...parts];
  const bytes = Buffer.from(token);
  return parts.flatMap((part, index) => (index === 0 ? [part] : [bytes, part]));
}

function spell({ origins, switches }: World, video: VideoRecord, hasToken: boolean): Spelled {
  const made = [hasToken, switches.assets, switches.mp4, switches.assetHost, origins.media].join();
  const known = spelled.get(video);
  if (known?.made === made) return known;
  const text = JSON.stringify(videoView(video, hasToken ? MARK : undefined, origins, switches));
  const fresh = { made, parts: text.split(MARK).map((part) => Buffer.from(part)) };
  spelled.set(video, fresh);
  return fresh;
}
