import { isForeignMp4, type Mp4Info, mp4Info } from '../mp4/info.js';
import { clipFile } from './clips.js';

/** What an upload plays as. */
export interface Played {
  file: Buffer;
  info: Mp4Info;
}

/** Stands for what the sandbox, which decodes nothing, cannot show. */
const STAND_IN = 'paper.mp4';

/** First bytes of other containers that people upload. */
const CONTAINERS: Record<string, { at: number; bytes: string }> = {
  'WebM, Matroska': { at: 0, bytes: '1a45dfa3' },
  Ogg: { at: 0, bytes: '4f676753' },
  AVI: { at: 8, bytes: '41564920' },
  'Flash Video': { at: 0, bytes: '464c5601' },
  'Windows Media': { at: 0, bytes: '3026b2758e66cf11' },
  'MPEG program stream': { at: 0, bytes: '000001ba' },
};

const known = new WeakMap<Buffer, Played | undefined>();

/** An mp4 that browsers play as it is plays itself, other videos one of the clips; what is no video plays nothing. */
export function playedAs(file: Buffer): Played | undefined {
  if (!known.has(file)) known.set(file, read(file));
  return known.get(file);
}

function read(file: Buffer): Played | undefined {
  const info = mp4Info(file);
  if (info) return { file, info };
  if (!isForeignMp4(file) && !Object.values(CONTAINERS).some((container) => isIn(file, container)))
    return undefined;
  const clip = clipFile(STAND_IN);
  const clipInfo = mp4Info(clip);
  return clipInfo && { file: clip, info: clipInfo };
}

const isIn = (file: Buffer, { at, bytes }: { at: number; bytes: string }) =>
  file.toString('hex', at, at + bytes.length / 2) === bytes;
