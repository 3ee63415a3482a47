import { expect, it } from 'vitest';
import { LANGUAGE, languagesIn, MOST_LANGUAGES } from '../../../integration/src/contract/chapters.js';

it('finds each language once, whatever stands between them, and nothing else', () => {
  expect(languagesIn('en, fr-CA zh-Hant,en')).toEqual(['en', 'fr-CA', 'zh-Hant']);
  expect(languagesIn('')).toEqual([]);
  expect(languagesIn('12 ../en e?x=1')).toEqual([]);
  const many = Array.from({ length: 30 }, (_, index) => `x${String.fromCharCode(97 + (index % 26))}-a`);
  expect(languagesIn(many.join(' '))).toHaveLength(MOST_LANGUAGES);
});

it.each(['a/b', 'en.vtt', 'en fr', '', '-en', 'en-'])('takes %j for no language', (text) => {
  expect(LANGUAGE.test(text)).toBe(false);
});
