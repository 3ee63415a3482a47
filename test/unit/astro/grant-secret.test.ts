import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { grantSecret } from '../../../integration/src/astro/grant-secret.js';

const KEY = Buffer.alloc(32, 1).toString('base64');
const SECRET = 'UrUuL1jyefgMaDvO9jJMVAUj7kx1xK8yU7NyAMvWFZ8';

const words = 'Ohne-Fleiss-kein-Preis-und-mehr-noch';

describe('ASTRO_KEY', () => {
  it.each([
    ['as it is printed', KEY],
    ['with a line break behind it', `${KEY}\n`],
    ['with white space around it', ` \t${KEY}\r\n`],
  ])('%s gives the secret it always gave', (_name, given) => {
    expect(grantSecret({ ASTRO_KEY: given })).toEqual({ secret: SECRET, temporary: false });
  });

  it('may be any 32 bytes', () => {
    const keys = Array.from({ length: 200 }, () => randomBytes(32).toString('base64'));
    const secrets = keys.map((given) => grantSecret({ ASTRO_KEY: given }));
    expect(new Set(secrets.map(({ secret }) => secret)).size).toBe(200);
    expect(secrets.some(({ temporary }) => temporary)).toBe(false);
  });

  it.each([undefined, '', ' ', '\n'])('that is %j is none: a key is made for this process', (given) => {
    expect(grantSecret({ ASTRO_KEY: given }).temporary).toBe(true);
  });

  it.each([
    ['a word', 'hunter2'],
    ['a long sentence', words],
    ['a sentence as long as a key', words.repeat(2).slice(0, 44)],
    ['16 bytes', randomBytes(16).toString('base64')],
    ['31 bytes', randomBytes(31).toString('base64')],
    ['33 bytes', randomBytes(33).toString('base64')],
    ['64 bytes', randomBytes(64).toString('base64')],
    ['32 bytes in hex', randomBytes(32).toString('hex')],
    ['32 bytes of the URL alphabet', Buffer.alloc(32, 0xff).toString('base64url')],
    ['32 bytes without padding', KEY.slice(0, -1)],
    ['32 bytes with too much padding', `${KEY}=`],
    ['two keys', `${KEY}\n${KEY}`],
    ['a key in quotes', `"${KEY}"`],
    ['a key with its name', `ASTRO_KEY=${KEY}`],
    ['a key with white space inside', `${KEY.slice(0, 20)} ${KEY.slice(20)}`],
  ])('that is %s is refused, with the command that makes one and without the value', (_name, given) => {
    let told = 'nothing';
    try {
      grantSecret({ ASTRO_KEY: given });
    } catch (error) {
      const { message, hint } = error as { message: string; hint: string };
      told = `${message} ${hint}`;
    }
    expect(told).toContain('ASTRO_KEY is not 32 bytes of base64');
    expect(told).toContain('npx astro create-key');
    expect(told).not.toContain(given);
  });
});
