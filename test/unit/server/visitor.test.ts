import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createVisitorNames } from '../../../integration/src/server/limits/visitor-names.js';
import { createLog } from '../../../integration/src/server/observability/log.js';
import type { AuthorizeContext } from '../../../integration/src/types.js';
import { NO_TEXT, SECRET, THROWN } from './site-code.js';

const at = (clientAddress: string) => ({ clientAddress }) as AuthorizeContext;

function createNames(now = () => 0) {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const log = createLog(
    now,
    { info: write, warn: write, error: write },
    () => [],
    () => {},
  );
  const nameOf = createVisitorNames('a secret', now, (message) => log.write('warn', message, 'visitor'));
  return { nameOf, lines };
}

describe('a visitor is counted by the address, and the log says why once, where the hook', () => {
  it.each(NO_TEXT)('gives %s', async (kind, give) => {
    const { nameOf, lines } = createNames();
    const first = nameOf(at('192.0.2.7'), give);
    expect(first).toBe(nameOf(at('192.0.2.7'), undefined));
    expect(first).not.toBe(nameOf(at('192.0.2.8'), give));
    await turn();
    expect(lines).toEqual([expect.stringContaining(`visitor() gave ${kind}, so the client address counts.`)]);
    expect(lines[0]).toContain('Return a text');
    expect(lines[0]).not.toContain(SECRET);
  });

  it.each(THROWN)('throws: %s', (words, thrown) => {
    const { nameOf, lines } = createNames();
    const hook = () => {
      throw thrown;
    };
    expect(nameOf(at('192.0.2.7'), hook)).toBe(nameOf(at('192.0.2.7'), undefined));
    nameOf(at('192.0.2.8'), hook);
    expect(lines).toEqual([expect.stringContaining(words)]);
    expect(lines[0]).not.toContain(SECRET);
  });

  it('throws another message each time, until an hour is over', () => {
    let now = 0;
    const { nameOf, lines } = createNames(() => now);
    const hook = () => {
      throw new Error(`No account at ${now}.`);
    };
    for (now = 0; now < 3_600_000; now += 10_000) nameOf(at('192.0.2.7'), hook);
    expect(lines).toHaveLength(1);
    nameOf(at('192.0.2.7'), hook);
    expect(lines).toHaveLength(2);
  });

  it.each([
    ['an object', { visitor: () => 'account-7' }],
    ['a text', SECRET],
    ['a promise', Promise.resolve(() => 'account-7')],
  ])('is no function but %s', (kind, exported) => {
    const { nameOf, lines } = createNames();
    expect(nameOf(at('192.0.2.7'), exported)).toBe(nameOf(at('192.0.2.7'), undefined));
    nameOf(at('192.0.2.8'), exported);
    expect(lines).toEqual([expect.stringContaining(`visitor is ${kind}, so the client address counts.`)]);
    expect(lines[0]).not.toContain(SECRET);
  });
});

describe('a visitor is who the hook says, without a word in the log,', () => {
  it.each([
    ['as a text', 'account-7'],
    ['as a very long text', 'x'.repeat(1_000_000)],
    ['as a text with odd characters', '\u0000\ud800🎞️'],
  ])('%s', (_name, word) => {
    const { nameOf, lines } = createNames();
    const name = nameOf(at('192.0.2.7'), () => word);
    expect(name).toMatch(/^[\w-]{22}$/);
    expect(name).toBe(nameOf(at('192.0.2.8'), () => word));
    expect(name).not.toBe(nameOf(at('192.0.2.7'), () => `${word}.`));
    expect(lines).toEqual([]);
  });

  it.each([undefined, null])('or the address where it gives %s', (word) => {
    const { nameOf, lines } = createNames();
    expect(nameOf(at('192.0.2.7'), () => word)).toBe(nameOf(at('192.0.2.7'), undefined));
    expect(lines).toEqual([]);
  });
});
