import { describe, expect, it } from 'vitest';
import { createClient } from '../../../integration/src/api-video/client.js';
import { readAccess } from '../../../integration/src/api-video/credentials.js';
import { ApiVideoError } from '../../../integration/src/api-video/errors.js';

const KEY = 'kEy0fF0rty-tw0.Characters_f0r+testing/only=';

const read = (apiKey: string | undefined, apiUrl?: string) =>
  readAccess((name) => ({ APIVIDEO_API_KEY: apiKey, APIVIDEO_API_URL: apiUrl })[name]);

/** The error that a reading ends with. */
function refusal(act: () => unknown): ApiVideoError | undefined {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(ApiVideoError);
    return error as ApiVideoError;
  }
  return undefined;
}

describe('APIVIDEO_API_URL', () => {
  it.each([
    [undefined, 'https://ws.api.video'],
    ['', 'https://ws.api.video'],
    [' \n', 'https://ws.api.video'],
    ['https://sandbox.api.video', 'https://sandbox.api.video'],
    ['https://sandbox.api.video/', 'https://sandbox.api.video'],
    ['https://sandbox.api.video//', 'https://sandbox.api.video'],
    [' https://sandbox.api.video\t', 'https://sandbox.api.video'],
    ['https://sandbox.api.video\r\n', 'https://sandbox.api.video'],
    ['\ufeffhttps://sandbox.api.video/\u00a0\n', 'https://sandbox.api.video'],
    ['HTTPS://Sandbox.API.video', 'https://sandbox.api.video'],
    ['https://sandbox.api.video:443', 'https://sandbox.api.video'],
    ['https://api.example.com:8443/', 'https://api.example.com:8443'],
    ['http://127.0.0.1:7070', 'http://127.0.0.1:7070'],
    ['HTTP://LOCALHOST:7070/', 'http://localhost:7070'],
    ['http://[::1]:7070', 'http://[::1]:7070'],
  ])('%j is %s', (given, expected) => {
    expect(read(KEY, given)).toEqual({ apiKey: KEY, apiUrl: expected });
  });

  it.each([
    'https://sandbox.api.video/v1-marker',
    'https://sandbox.api.video/marker/',
    'https://sandbox.api.video/.',
    'https://sandbox.api.video/ marker',
    'https://sandbox.api.video?',
    'https://sandbox.api.video/?marker=1',
    'https://sandbox.api.video#',
    'https://sandbox.api.video/#marker',
    'https://marker@sandbox.api.video',
    'https://user:marker@sandbox.api.video/',
    'https://@sandbox.api.video',
    'http://user:marker@127.0.0.1:7070',
    'https://sandbox.\napi.video',
    'https://sandbox.api.video\t/',
    'https:sandbox.api.video',
    'https:///sandbox.api.video',
    'https:\\\\sandbox.api.video',
    'https://sandbox.api.video\\marker',
    'https://sandbox.api.video https://marker.example',
    '"https://sandbox.api.video"',
    '<https://sandbox.api.video>',
    'APIVIDEO_API_URL=https://sandbox.api.video',
    'sandbox.api.video',
    '//sandbox.api.video',
    'http://sandbox.api.video',
    'http://127.0.0.1.marker.example',
    'ftp://127.0.0.1',
    'file:///marker',
    'https://:443',
    'marker',
  ])('%j is refused, in one line that does not repeat it', (given) => {
    for (const spelled of [given, ` ${given}\n`]) {
      const error = refusal(() => read(KEY, spelled));
      expect(error?.reason).toBe('misconfigured');
      expect(error?.message).toMatch(/^APIVIDEO_API_URL must be .+ Leave it out for production\.$/);
      expect(error?.message).not.toContain(given);
      expect(error?.message).not.toContain('marker');
      expect(refusal(() => createClient({ apiKey: KEY, apiUrl: spelled }))?.message).toBe(error?.message);
    }
  });
});

describe('APIVIDEO_API_KEY', () => {
  it.each([undefined, '', ' ', '\n', '\t\r\n'])('that is %j is none', (given) => {
    expect(read(given)).toBeUndefined();
    expect(read(given, 'not an address')).toBeUndefined();
  });

  it.each([KEY, `${KEY}\n`, ` ${KEY}`, `\t${KEY}\r\n`, `\ufeff${KEY}\u00a0`])('%j is the key', (given) => {
    expect(read(given)?.apiKey).toBe(KEY);
  });

  it('may be of any visible characters but quotes and a colon', () => {
    const all = Array.from({ length: 0x200 }, (_, code) => String.fromCharCode(code));
    const accepted = all.filter((character) => !refusal(() => read(`a${character}b`)));
    const visible = all.filter((character) => /[!-~]/.test(character));
    expect(accepted).toEqual(visible.filter((character) => !'"\'`:\\'.includes(character)));
  });

  it.each([
    ['a line break', `${KEY}\nmore`],
    ['two lines', `${KEY}\r\n${KEY}`],
    ['a space', 'Basic marker'],
    ['quotes', `"${KEY}"`],
    ['single quotes', `'${KEY}'`],
    ['a quote left over', `${KEY}"`],
    ['curly quotes', `“${KEY}”`],
    ['a zero-width space', `${KEY}\u200b`],
    ['a NUL', `${KEY}\0`],
    ['a letter beyond ASCII', 'clé-marker'],
    ['half a character', `${KEY}\ud800`],
    ['a colon', `${KEY}:`],
  ])('with %s is refused, in one line that does not repeat it', (_name, given) => {
    const error = refusal(() => read(given));
    expect(error?.reason).toBe('misconfigured');
    expect(error?.message).toMatch(/^APIVIDEO_API_KEY cannot be a key: .+ without quotes\.$/);
    expect(error?.message).not.toContain(KEY);
    expect(error?.message).not.toContain('marker');
    expect(refusal(() => createClient({ apiKey: given }))?.message).toBe(error?.message);
  });
});
