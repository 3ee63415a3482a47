import { type Box, boxes, findBox } from './boxes.js';

/** A codec that browsers play: by its common name, and as playlists name it (RFC 6381). */
export interface Codec {
  name: string;
  rfc6381: string;
  /** Of sound, in hertz. */
  samplerate?: number;
}

/** Where boxes begin within a sample description of pictures (ISO/IEC 14496-12, 12.1.3). */
const PICTURE_HEADER = 78;

/** The codec of a track's first sample description (`stsd`); nothing for one that browsers do not play. */
export function readCodec(file: Buffer, description: Box): Codec | undefined {
  const [entry] = boxes(file, description.content + 8, description.end);
  if (!entry) return undefined;
  const within = { ...entry, content: entry.content + PICTURE_HEADER };
  const setup = (type: string) => findBox(file, type, within)?.content;
  switch (entry.type) {
    case 'avc1':
      return named('h264', setup('avcC'), (at) => `avc1.${file.toString('hex', at + 1, at + 4)}`);
    case 'vp09':
      return named('vp9', setup('vpcC'), (at) => vp9(file, at + 4));
    case 'av01':
      return named('av1', setup('av1C'), (at) => av1(file, at + 1));
    case 'mp4a':
      return { name: 'aac', rfc6381: 'mp4a.40.2', samplerate: file.readUInt16BE(entry.content + 24) };
    case 'Opus':
      return { name: 'opus', rfc6381: 'opus', samplerate: file.readUInt16BE(entry.content + 24) };
    default:
      return undefined;
  }
}

const named = (name: string, at: number | undefined, read: (at: number) => string): Codec | undefined =>
  at === undefined ? undefined : { name, rfc6381: read(at) };

const two = (number: number) => String(number).padStart(2, '0');

/** Profile, level and depth; recorders leave the level at 0, which no playlist may say. */
function vp9(file: Buffer, at: number): string {
  const [profile, level, depth] = [file.readUInt8(at), file.readUInt8(at + 1), file.readUInt8(at + 2) >> 4];
  return `vp09.${two(profile)}.${two(level || 10)}.${two(depth)}`;
}

function av1(file: Buffer, at: number): string {
  const [levels, flags] = [file.readUInt8(at), file.readUInt8(at + 1)];
  const depth = flags & 0x40 ? (flags & 0x20 ? 12 : 10) : 8;
  return `av01.${levels >> 5}.${two(levels & 31)}${flags & 0x80 ? 'H' : 'M'}.${two(depth)}`;
}
