import type { Answer } from './exchange.js';

/** A file, whole or the one range asked for (RFC 9110 14.2); several ranges at once are answered with the whole. */
export function fileAnswer(file: Uint8Array, type: string, range: string | undefined): Answer {
  const headers = { 'content-type': type, 'accept-ranges': 'bytes' };
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === '' && to === '') return { status: 200, headers, body: file };
  const size = file.byteLength;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start > end || start >= size)
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } };
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${start}-${end}/${size}` },
    body: file.subarray(start, end + 1),
  };
}
