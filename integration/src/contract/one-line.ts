/** What moves a cursor, colours a terminal, begins a line, turns the direction of text or is no text at all. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
const SPACE = /[\s\x85]+/g;
const MARK = '\u{fffd}';

/** The longest text of somebody else in a message, in characters. */
const LONGEST = 100;

/**
 * Text that somebody else wrote (a title, a tag, a file's name, an id), fit for a message: it stays on its line, is seen
 * as it is, and leaves room for the rest.
 */
export function oneLine(text: string, longest = LONGEST): string {
  // More than is shown need not be looked at; a character is two units at most.
  const shown = Array.from(text.slice(0, 2 * longest + 2).replace(SPACE, ' '), printable);
  const whole = shown.length <= longest && text.length <= 2 * longest + 2;
  return whole ? shown.join('') : `${shown.slice(0, longest - 1).join('')}…`;
}

const printable = (character: string) => (UNPRINTABLE.test(character) ? MARK : character);
