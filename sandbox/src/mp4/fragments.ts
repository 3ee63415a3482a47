import { type Box, boxes, findBox } from './boxes.js';

/** The parts of a fragmented mp4 that HLS serves: everything up to the first fragment, then each fragment. */
export interface Fragments {
  init: Uint8Array;
  segments: Uint8Array[];
}

/** Cuts a file whose fragments are `moof` + `mdat`; no segments when it has none. */
export function fragmentsOf(file: Buffer): Fragments {
  const kept: Buffer[] = [];
  const segments: Buffer[] = [];
  let moof: number | undefined;
  for (const { type, start, end } of boxes(file)) {
    if (type === 'ftyp' || type === 'moov') kept.push(file.subarray(start, end));
    if (type === 'moof') moof = start;
    if (type === 'mdat' && moof !== undefined) segments.push(file.subarray(moof, end));
  }
  return { init: Buffer.concat(kept), segments };
}

/** One fragment's part of a track; times in the track's timescale. */
export interface FragmentTime {
  start: number;
  duration: number;
  samples: number;
}

/** When the fragments of a track begin and how long they last (ISO/IEC 14496-12, 8.8); none for other files. */
export function fragmentTimes(file: Buffer, trackId: number): FragmentTime[] {
  const usual = defaultDuration(file, trackId);
  const times: FragmentTime[] = [];
  let end = 0;
  for (const fragment of wholeFragments(file)) {
    for (const part of boxes(file, fragment.content, fragment.end)) {
      const header = part.type === 'traf' ? findBox(file, 'tfhd', part) : undefined;
      if (!header || file.readUInt32BE(header.content + 4) !== trackId) continue;
      const time = { start: startOf(file, part) ?? end, ...lengthOf(file, part, header, usual) };
      end = time.start + time.duration;
      times.push(time);
    }
  }
  return times;
}

/** A recording may have been cut off between a fragment's description and its data. */
function* wholeFragments(file: Buffer): Generator<Box> {
  let described: Box | undefined;
  for (const box of boxes(file)) {
    if (box.type === 'moof') described = box;
    if (box.type !== 'mdat' || !described) continue;
    yield described;
    described = undefined;
  }
}

/** What a sample lasts unless its fragment says otherwise (`trex`). */
function defaultDuration(file: Buffer, trackId: number): number {
  const extension = findBox(file, 'moov/mvex');
  if (!extension) return 0;
  for (const { type, content } of boxes(file, extension.content, extension.end))
    if (type === 'trex' && file.readUInt32BE(content + 4) === trackId) return file.readUInt32BE(content + 12);
  return 0;
}

function startOf(file: Buffer, part: Box): number | undefined {
  const time = findBox(file, 'tfdt', part);
  if (!time) return undefined;
  const at = time.content + 4;
  return file[time.content] === 1 ? Number(file.readBigUInt64BE(at)) : file.readUInt32BE(at);
}

const flagsOf = (file: Buffer, { content }: Box) => file.readUIntBE(content + 1, 3);

/** `tfhd` may name a duration for all samples, `trun` one for each. */
function lengthOf(
  file: Buffer,
  part: Box,
  header: Box,
  usual: number,
): { duration: number; samples: number } {
  const flags = flagsOf(file, header);
  const at = header.content + 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  const each = flags & 0x8 ? file.readUInt32BE(at) : usual;
  const total = { duration: 0, samples: 0 };
  for (const run of boxes(file, part.content, part.end)) {
    if (run.type !== 'trun') continue;
    const count = file.readUInt32BE(run.content + 4);
    total.samples += count;
    total.duration += runDuration(file, run, count, each);
  }
  return total;
}

function runDuration(file: Buffer, run: Box, count: number, each: number): number {
  const flags = flagsOf(file, run);
  if (!(flags & 0x100)) return count * each;
  const first = run.content + 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  const row = [0x100, 0x200, 0x400, 0x800].filter((field) => flags & field).length * 4;
  let duration = 0;
  for (let at = first; at + row <= run.end; at += row) duration += file.readUInt32BE(at);
  return duration;
}
