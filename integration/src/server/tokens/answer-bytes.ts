import type { Redeemed } from '../access/redeem.js';
import { asciiJson } from '../issuing/ascii-json.js';

/** The JSON of one result, in ASCII. What is long stays a piece of its own: joined, it would be copied once more. */
function piecesOf(result: Redeemed): string[] {
  if (result.status !== 'ready') return [asciiJson(result)];
  const { expiresIn, spelled, title, caption } = result;
  const start = `{"status":"ready","expiresIn":${expiresIn},`;
  if (!title && !caption) return [start, spelled.slice(1)];
  return [start, spelled.slice(1, -1), `,${asciiJson({ title, caption }).slice(1)}`];
}

/**
 * The JSON of an answer, as `TokensResponse` describes it. Twenty-four sessions are twenty kilobytes: they are written
 * once, to where they are sent from.
 */
export function answerBytes(results: readonly Redeemed[]): Uint8Array {
  const pieces = ['{"videos":['];
  for (const [index, result] of results.entries()) {
    if (index > 0) pieces.push(',');
    pieces.push(...piecesOf(result));
  }
  pieces.push(']}');
  const bytes = Buffer.allocUnsafeSlow(pieces.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of pieces) end += bytes.write(piece, end, 'latin1');
  return bytes.subarray(0, end);
}
