/** What a site's own functions give and throw: it may be anything, and looking at it may throw as well. */

/** The kind of a value, in words that never hold the value. */
export function kindOf(value: unknown): string {
  try {
    return kindWithin(value);
  } catch {
    return 'an object';
  }
}

function kindWithin(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return /\S/.test(value) ? 'a text' : 'an empty text';
  if (Number.isNaN(value)) return 'NaN';
  if (typeof value !== 'object' && typeof value !== 'function') return `a ${typeof value}`;
  if (typeof (value as { then?: unknown }).then === 'function') return 'a promise';
  if (typeof value === 'function') return 'a function';
  return Array.isArray(value) ? 'an array' : 'an object';
}

/** What something thrown says, as a sentence. Not redacted. */
export function wordsOf(thrown: unknown): string {
  try {
    const words = thrown instanceof Error ? thrown.message : thrown;
    if (typeof words === 'string' && /\S/.test(words)) return words;
  } catch {
    // An error whose message cannot be read says nothing.
  }
  return `It threw ${kindOf(thrown)} that says nothing.`;
}

/** Takes care of a promise that nobody waits for: one that rejects unheard would end the process. */
export function whenRejected(returned: unknown, heard: (error: unknown) => void): void {
  if (returned === null || (typeof returned !== 'object' && typeof returned !== 'function')) return;
  new Promise((resolve) => resolve(returned)).catch(heard);
}
