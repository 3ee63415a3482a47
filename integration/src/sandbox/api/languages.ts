import type { Answer } from '../http/exchange.js';
import { invalid, problemAnswer } from '../http/problem.js';
import { nativeName } from '../state/languages.js';

/** The 400 for a language in a path, if it is none (apivideo-contract 8.4). */
export function languageProblem(language: string): Answer | undefined {
  if (!/^[A-Za-z-]+$/.test(language)) {
    const detail =
      'The "language" attribute must contain only letters and dashes (for example "fr", "fr-BE").';
    return problemAnswer(400, invalid('language', detail));
  }
  return nativeName(language) === undefined
    ? problemAnswer(400, invalid('language', 'The "language" attribute is not valid.'))
    : undefined;
}
