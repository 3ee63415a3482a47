/** Everything that may stand between two secrets in a log, a URL or JSON. */
const WORD = /[\w-]{16,}/g;

/** How many of the secrets stand in a text, and which kinds of places: their own text is not repeated. */
export function countLeaks(text: string, secrets: Iterable<string>): number {
  const known = new Set(secrets);
  const words = new Set(text.match(WORD));
  return [...known].filter((secret) => words.has(secret) || (!isOneWord(secret) && text.includes(secret)))
    .length;
}

/** A token is a word of its own wherever it stands; other secrets, such as keys, are looked for letter by letter. */
const isOneWord = (secret: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(secret);
