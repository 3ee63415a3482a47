import { findBox, readable } from './boxes.js';
import { fragmentTimes } from './fragments.js';
import { readTracks } from './samples.js';

/** Seconds of each segment as the file's index (`sidx`) tells, else its pictures; else `total` in equal shares. */
export function segmentDurations(file: Buffer, count: number, total: number): number[] {
  for (const told of [readIndex, pictureDurations]) {
    const durations = readable(() => told(file));
    if (durations?.length === count) return durations;
  }
  return Array.from({ length: count }, () => total / count);
}

/** Recorders write no index. A segment lasts until the next begins. */
function pictureDurations(file: Buffer): number[] {
  const picture = readTracks(file).find(({ kind }) => kind === 'vide');
  if (!picture) return [];
  const times = fragmentTimes(file, picture.id);
  return times.map(
    ({ start, duration }, index) =>
      ((times[index + 1]?.start ?? start + duration) - start) / picture.timescale,
  );
}

function readIndex(file: Buffer): number[] {
  const at = findBox(file, 'sidx')?.content;
  if (at === undefined) return [];
  const version1 = file[at] === 1;
  const timescale = file.readUInt32BE(at + 8);
  const references = at + (version1 ? 28 : 20);
  const count = file.readUInt16BE(references + 2);
  return Array.from(
    { length: count },
    (_, entry) => file.readUInt32BE(references + 8 + entry * 12) / timescale,
  );
}
