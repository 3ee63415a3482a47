import type { GrantWord, ReadyVideo, TokenResult } from '../../contract/tokens.js';
import type { SerializedVideo } from './issue.js';

const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON that has as many bytes as characters: what is not ASCII is escaped. */
const asciiJson = (value: unknown): string => JSON.stringify(value).replace(/[^\0-\x7f]/g, escaped);

/** The members that never change, as JSON in ASCII. */
export function serializeVideo({
  id,
  privateToken,
  sessionToken,
  assets,
}: Omit<ReadyVideo, 'status' | 'expiresIn'>): string {
  return asciiJson({ id, privateToken, sessionToken, assets });
}

/** For those few who need the members themselves. */
export function deserializeVideo({ serialized, ...more }: SerializedVideo): ReadyVideo {
  return { ...(JSON.parse(serialized) as Omit<ReadyVideo, 'status' | 'expiresIn'>), ...more };
}

/** One result of a response: a video with the words of its grant, or why there is none. */
export type SerializableResult =
  | (SerializedVideo & Pick<ReadyVideo, GrantWord>)
  | Exclude<TokenResult, ReadyVideo>;

/** What is long stays a piece of its own: joined, it would be copied once more. */
function piecesOf(result: SerializableResult): string[] {
  if (result.status !== 'ready') return [asciiJson(result)];
  const { expiresIn, serialized, title, caption, chapters } = result;
  const start = `{"status":"ready","expiresIn":${expiresIn},`;
  if (!title && !caption && !chapters) return [start, serialized.slice(1)];
  return [start, serialized.slice(1, -1), `,${asciiJson({ title, caption, chapters }).slice(1)}`];
}

/**
 * The JSON of a response, as `TokensResponse` describes it. Twenty-four sessions are twenty kilobytes: they are written
 * once, to where they are sent from.
 */
export function serializeResponse(results: readonly SerializableResult[]): Uint8Array {
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
