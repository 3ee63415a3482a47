import { readable } from '../mp4/boxes.js';
import { fragmentsOf } from '../mp4/fragments.js';
import type { Mp4Info } from '../mp4/info.js';
import { mp4Info } from '../mp4/info.js';
import { fragmented } from '../mp4/remux.js';
import { segmentDurations } from '../mp4/segment-durations.js';
import { qualityName } from '../state/encoding.js';

/** One quality of HLS. */
export interface Rendition {
  quality: string;
  width: number;
  height: number;
  codecs: string;
  /** Bits a second. */
  bandwidth: number;
  init: Uint8Array;
  segments: Uint8Array[];
  /** Seconds each segment lasts. */
  durations: number[];
}

const known = new WeakMap<Buffer, Rendition | undefined>();

/** A file as one rendition, cut where its keyframes are; nothing when it is no mp4 that can be cut. */
export function renditionOf(file: Buffer): Rendition | undefined {
  if (!known.has(file))
    known.set(
      file,
      readable(() => cut(file)),
    );
  return known.get(file);
}

function cut(file: Buffer): Rendition | undefined {
  const info = mp4Info(file);
  if (!info) return undefined;
  const { init, segments } = fragmentsOf(file);
  if (segments.length > 0)
    return described(file, info, init, segments, segmentDurations(file, segments.length, info.duration));
  const made = fragmented(file);
  return made && described(file, info, made.init, made.segments, made.durations);
}

function described(
  file: Buffer,
  info: Mp4Info,
  init: Uint8Array,
  segments: Uint8Array[],
  durations: number[],
): Rendition {
  const seconds = durations.reduce((sum, duration) => sum + duration, 0);
  const { width, height, codecs } = info;
  const bandwidth = Math.ceil((file.length * 8) / Math.max(1, seconds));
  return { quality: qualityName(height), width, height, codecs, bandwidth, init, segments, durations };
}
