/** A language's name in that language; `undefined` for a tag that names none. */
export function nativeName(language: string): string | undefined {
  try {
    return new Intl.DisplayNames([language], { type: 'language', fallback: 'none' }).of(language);
  } catch {
    return undefined;
  }
}
