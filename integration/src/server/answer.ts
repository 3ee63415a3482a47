import { asciiJson } from './ascii-json.js';
import type { Redeemed } from './redeem.js';

const START = '{"videos":[';
const END = ']}';

/** In ASCII. */
function resultText(result: Redeemed): string {
  if (result.status !== 'ready') return JSON.stringify(result);
  const { expiresIn, spelled, title, caption } = result;
  const video = `{"status":"ready","expiresIn":${expiresIn},${spelled.slice(1)}`;
  return title || caption ? `${video.slice(0, -1)},${asciiJson({ title, caption }).slice(1)}` : video;
}

/**
 * The JSON of an answer, as `TokensResponse` describes it. Twenty-four sessions are twenty kilobytes: they are written
 * once, to where they are sent from.
 */
export function answerBytes(results: readonly Redeemed[]): Uint8Array {
  const texts = results.map(resultText);
  const commas = Math.max(0, texts.length - 1);
  const size = texts.reduce((sum, { length }) => sum + length, START.length + commas + END.length);
  const bytes = Buffer.allocUnsafeSlow(size);
  let end = bytes.write(START, 'latin1');
  for (const [index, text] of texts.entries()) {
    if (index > 0) end += bytes.write(',', end, 'latin1');
    end += bytes.write(text, end, 'latin1');
  }
  end += bytes.write(END, end, 'latin1');
  return bytes.subarray(0, end);
}
