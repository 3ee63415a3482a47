import { findBox } from './boxes.js';

/** Seconds of each segment as the file's index (`sidx`) tells; without one, `total` in equal shares. */
export function segmentDurations(file: Buffer, count: number, total: number): number[] {
  const index = findBox(file, 'sidx');
  const durations = index ? readIndex(file, index.content) : [];
  if (durations.length === count) return durations;
  return Array.from({ length: count }, () => total / count);
}

function readIndex(file: Buffer, at: number): number[] {
  const version1 = file[at] === 1;
  const timescale = file.readUInt32BE(at + 8);
  const references = at + (version1 ? 28 : 20);
  const count = file.readUInt16BE(references + 2);
  return Array.from(
    { length: count },
    (_, entry) => file.readUInt32BE(references + 8 + entry * 12) / timescale,
  );
}
