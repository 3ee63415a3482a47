import { boxes, findBox, readable } from './boxes.js';
import { fragmentTimes } from './fragments.js';
import { readTracks, type Track } from './samples.js';

/** What the status endpoint tells of a file (api-video.md, "Status"). */
export interface Mp4Info {
  width: number;
  height: number;
  /** Seconds. */
  duration: number;
  /** RFC 6381 names for HLS. */
  codecs: string;
  videoCodec: string;
  audioCodec?: string;
  samplerate?: number;
  /** Frames a second. */
  framerate?: number;
}

/** Reads the movie header and the tracks; `undefined` when the file is no mp4 that browsers could play. */
export function mp4Info(file: Buffer): Mp4Info | undefined {
  return readable(() => readInfo(file));
}

/** Whether it is an mp4 whose pictures or sound only an encoder could bring to a browser. */
export function isForeignMp4(file: Buffer): boolean {
  const foreign = ({ kind, codec }: Track) => /^(vide|soun)$/.test(kind) && !codec;
  return readable(() => isMp4(file) && readTracks(file).some(foreign)) ?? false;
}

const isMp4 = (file: Buffer) => boxes(file).next().value?.type === 'ftyp';

function readInfo(file: Buffer): Mp4Info | undefined {
  if (!isMp4(file)) return undefined;
  const tracks = readTracks(file);
  const picture = tracks.find(({ kind }) => kind === 'vide');
  const sound = tracks.find(({ kind }) => kind === 'soun');
  const size = pictureSize(file);
  if (!picture?.codec || !size || (sound && !sound.codec) || !isWhole(file, tracks)) return undefined;
  const { frames, seconds } = lengthOf(file, picture);
  const duration = movieDuration(file) || seconds;
  if (frames === 0) return undefined;
  return {
    ...size,
    duration,
    codecs: [picture.codec.rfc6381, ...(sound?.codec ? [sound.codec.rfc6381] : [])].join(),
    videoCodec: picture.codec.name,
    ...(sound?.codec && { audioCodec: sound.codec.name, samplerate: sound.codec.samplerate ?? 0 }),
    ...(duration > 0 && { framerate: Math.round(frames / duration) }),
  };
}

/** Whether the file holds every sample its tables name. */
const isWhole = (file: Buffer, tracks: Track[]) =>
  tracks.every(({ samples }) => samples.every(({ offset, size }) => offset + size <= file.length));

function lengthOf(file: Buffer, { id, timescale, samples }: Track): { frames: number; seconds: number } {
  const fragments = samples.length > 0 ? [] : fragmentTimes(file, id);
  const last = samples.at(-1);
  const end = fragments.at(-1);
  const ticks = last ? last.time + last.duration : end ? end.start + end.duration : 0;
  const frames = fragments.reduce((sum, fragment) => sum + fragment.samples, samples.length);
  return { frames, seconds: timescale > 0 ? ticks / timescale : 0 };
}

/** Seconds as the movie header tells; recorders, who wrote it first, left 0. */
function movieDuration(file: Buffer): number {
  const header = findBox(file, 'moov/mvhd');
  if (!header) return 0;
  const version1 = file[header.content] === 1;
  const timescale = file.readUInt32BE(header.content + (version1 ? 20 : 12));
  const ticks = version1
    ? Number(file.readBigUInt64BE(header.content + 24))
    : file.readUInt32BE(header.content + 16);
  return timescale > 0 ? ticks / timescale : 0;
}

/** The largest track's size; `tkhd` ends with width and height as 16.16 fixed point. */
function pictureSize(file: Buffer): { width: number; height: number } | undefined {
  const movie = findBox(file, 'moov');
  if (!movie) return undefined;
  for (const track of boxes(file, movie.content, movie.end)) {
    const header = track.type === 'trak' ? findBox(file, 'tkhd', track) : undefined;
    if (!header) continue;
    const [width, height] = [file.readUInt16BE(header.end - 8), file.readUInt16BE(header.end - 4)];
    if (width > 0 && height > 0) return { width, height };
  }
  return undefined;
}
