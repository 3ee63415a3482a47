import { clipFile } from '../state/clips.js';
import { encodingOf } from '../state/encoding.js';
import { playedAs } from '../state/played.js';
import type { Picture, VideoRecord } from '../state/videos.js';
import { mosaic } from './mosaic.js';
import { type Rendition, renditionOf } from './rendition.js';

/** What of a video can be delivered now. */
export interface Playable {
  thumbnail(): Picture;
  /** Absent until it is encoded. */
  mp4?(): Buffer;
  /** The smaller first; empty until one is encoded. */
  renditions(): Rendition[];
}

/** Nothing at all before a file has arrived. */
export function playable(video: VideoRecord, now: number, encodingSeconds: number): Playable | undefined {
  const { media } = video;
  if (media.kind === 'clip') {
    return {
      thumbnail: () => video.thumbnail ?? { bytes: clipFile(`${media.clip}.jpg`), type: 'image/jpeg' },
      mp4: () => clipFile(`${media.clip}.mp4`),
      renditions: () => cut(clipFile(`${media.clip}-360p.mp4`), clipFile(`${media.clip}.mp4`)),
    };
  }
  if (media.kind !== 'file') return undefined;
  const { qualities, playable } = encodingOf(media, now, encodingSeconds);
  const { file } = playedAs(media.file) ?? media;
  const hasMp4 = qualities.some(({ type, status }) => type === 'mp4' && status === 'encoded');
  return {
    thumbnail: () =>
      video.thumbnail ?? { bytes: mosaic(media.file, video.thumbnailAt ?? 0), type: 'image/jpeg' },
    ...(hasMp4 && { mp4: () => file }),
    renditions: () => (playable ? cut(file) : []),
  };
}

const cut = (...files: Buffer[]) => files.map(renditionOf).filter((rendition) => rendition !== undefined);
