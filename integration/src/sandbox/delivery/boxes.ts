/** The parts of a fragmented mp4 that HLS serves: everything up to the first fragment, then each fragment. */
export interface Fragments {
  init: Uint8Array;
  segments: Uint8Array[];
  /** RFC 6381 name of the video codec. */
  videoCodec: string;
}

/** Cuts a file whose fragments are `moof` + `mdat` (ISO/IEC 14496-12). */
export function fragmentsOf(file: Buffer): Fragments {
  const kept: Buffer[] = [];
  const segments: Buffer[] = [];
  let moof: number | undefined;
  for (const { type, start, end } of boxes(file)) {
    if (type === 'ftyp' || type === 'moov') kept.push(file.subarray(start, end));
    if (type === 'moof') moof = start;
    if (type === 'mdat' && moof !== undefined) segments.push(file.subarray(moof, end));
  }
  const init = Buffer.concat(kept);
  return { init, segments, videoCodec: avcCodec(init) };
}

export function* boxes(file: Buffer, from = 0, to = file.length) {
  for (let start = from; start + 8 <= to; ) {
    const size = file.readUInt32BE(start);
    const length = size === 0 ? to - start : size === 1 ? Number(file.readBigUInt64BE(start + 8)) : size;
    if (length < 8 || start + length > to) return;
    yield { type: file.toString('latin1', start + 4, start + 8), start, end: start + length };
    start += length;
  }
}

/** Profile, compatibility and level stand right after the box's name and version. */
function avcCodec(init: Buffer): string {
  const at = init.indexOf('avcC');
  return at < 0 ? 'avc1.4d401f' : `avc1.${init.toString('hex', at + 5, at + 8)}`;
}
