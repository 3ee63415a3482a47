import { boxes, findBox } from './boxes.js';
import { readable } from './readable.js';
import { readTracks } from './samples.js';

/** What the status endpoint tells of a file (apivideo-contract 8.3). */
export interface Mp4Info {
  width: number;
  height: number;
  /** Seconds. */
  duration: number;
  /** RFC 6381 names for HLS. */
  codecs: string;
  audio: boolean;
  /** Frames a second; unknown for fragmented files. */
  framerate?: number;
}

/** Reads the movie header and the tracks; `undefined` when the file is no mp4 that could be played. */
export function mp4Info(file: Buffer): Mp4Info | undefined {
  return readable(() => readInfo(file));
}

function readInfo(file: Buffer): Mp4Info | undefined {
  if (boxes(file).next().value?.type !== 'ftyp') return undefined;
  const movie = findBox(file, 'moov');
  const header = movie && findBox(file, 'mvhd', movie);
  if (!movie || !header) return undefined;
  const version1 = file[header.content] === 1;
  const timescale = file.readUInt32BE(header.content + (version1 ? 20 : 12));
  const ticks = version1
    ? Number(file.readBigUInt64BE(header.content + 24))
    : file.readUInt32BE(header.content + 16);
  const size = pictureSize(file);
  if (!size || timescale === 0) return undefined;
  const init = file.subarray(movie.start, movie.end);
  const audio = init.includes('mp4a');
  const duration = ticks / timescale;
  const frames = readTracks(file).find(({ kind }) => kind === 'vide')?.samples.length ?? 0;
  return {
    ...size,
    duration,
    codecs: audio ? `${avcCodec(init)},mp4a.40.2` : avcCodec(init),
    audio,
    ...(frames > 0 && duration > 0 && { framerate: Math.round(frames / duration) }),
  };
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

/** Profile, compatibility and level stand right after the box's name and version. */
function avcCodec(movie: Buffer): string {
  const at = movie.indexOf('avcC');
  return at < 0 ? 'avc1.4d401f' : `avc1.${movie.toString('hex', at + 5, at + 8)}`;
}
