import { boxes } from './boxes.js';

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
