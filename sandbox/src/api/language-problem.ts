import type { Answer } from '../http/exchange.js';
import { invalid, type Problem, problemAnswer } from '../http/problem.js';
import { nativeName } from '../state/native-name.js';

const LETTERS_AND_DASHES = /^[A-Za-z-]+$/;

/** What is wrong with a language that is not accepted (api-video.md, "Captions and chapters"). */
export const languageProblem = (language: unknown): Problem =>
  invalid(
    'language',
    LETTERS_AND_DASHES.test(String(language))
      ? 'The "language" attribute is not valid.'
      : 'The "language" attribute must contain only letters and dashes (for example "fr", "fr-BE").',
  );

/** The 400 for a language in a path, if it is none. */
export const refusedLanguage = (language: string): Answer | undefined =>
  LETTERS_AND_DASHES.test(language) && nativeName(language) !== undefined
    ? undefined
    : problemAnswer(400, languageProblem(language));
