import type { TokenResult } from '../shared/tokens.js';

/** Marks a ready result whose unchanging members are spelled out as JSON already, without braces. */
export const SPELLED = Symbol('spelled');

export interface Spelled {
  [SPELLED]?: string;
}

function resultText(result: TokenResult & Spelled): string {
  const spelled = result[SPELLED];
  if (spelled === undefined || result.status !== 'ready') return JSON.stringify(result);
  const { expiresIn, title, caption } = result;
  const words = title || caption ? `,${JSON.stringify({ title, caption }).slice(1, -1)}` : '';
  return `{"status":"ready","expiresIn":${expiresIn},${spelled}${words}}`;
}

/** The JSON of an answer. Twenty-four sessions are twenty kilobytes, which nobody has to wait for twice. */
export function answerText(results: readonly TokenResult[]): string {
  let text = '';
  for (const result of results) text += (text && ',') + resultText(result);
  return `{"videos":[${text}]}`;
}
