import { boxes, findBox } from './boxes.js';
import { readTimescales } from './samples.js';

/** A fragment that begins `seconds` later: its tracks' decode times (`tfdt`, version 1) are moved on. */
export function shifted(segment: Uint8Array, init: Uint8Array, seconds: number): Buffer {
  const later = Buffer.from(segment);
  const timescales = readTimescales(Buffer.from(init));
  const fragment = findBox(later, 'moof');
  if (!fragment) return later;
  for (const track of boxes(later, fragment.content, fragment.end)) {
    const header = track.type === 'traf' ? findBox(later, 'tfhd', track) : undefined;
    const time = header && findBox(later, 'tfdt', track);
    const timescale = header && timescales.get(later.readUInt32BE(header.content + 4));
    if (!time || timescale === undefined) continue;
    const at = time.content + 4;
    later.writeBigUInt64BE(later.readBigUInt64BE(at) + BigInt(Math.round(seconds * timescale)), at);
  }
  return later;
}
