const BEYOND_ASCII = /[\u0080-\u00ff]/;

/**
 * What a string of a JSON text that was read byte by byte really says. Such a text parses as it should: no byte of a
 * character beyond ASCII looks like a part of JSON.
 */
export function mendText(text: string): string {
  return BEYOND_ASCII.test(text) ? Buffer.from(text, 'latin1').toString() : text;
}
