const KEY = 'vitrine-dev-finder';
/** Milliseconds in which Astro reloads the page once the content has changed. */
const RECENT = 10_000;

/** What is looked for, for the app of the page that is about to be loaded anew. */
export function keepForReload(words: string): void {
  sessionStorage.setItem(KEY, JSON.stringify({ words, at: Date.now() }));
}

/** What was looked for before Astro has loaded the page anew; undefined where nobody had read the account. */
export function keptWords(): string | undefined {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  sessionStorage.removeItem(KEY);
  return Date.now() - kept.at < RECENT ? kept.words : undefined;
}
