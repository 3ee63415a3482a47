import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createEmit } from '../../../integration/src/server/observability/emit.js';
import { createLog } from '../../../integration/src/server/observability/log.js';
import type { VitrineEvent } from '../../../integration/src/types.js';
import { NO_TEXT, rejectingThenable, SECRET, THROWN } from './site-code.js';

const EVENT: VitrineEvent = { type: 'redis', available: true };
const TOKEN = '6f2c1c3e-0f5e-4b0f-9a53-0d6a1c9e7b21';

/** Emits some events to whatever a site exports, and gives what was logged. Unheard rejections fail the test run. */
async function logged(onEvent: unknown, events = 3): Promise<string[]> {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const log = createLog(Date.now, { info: write, warn: write, error: write });
  const emit = createEmit(onEvent, log);
  for (let count = 0; count < events; count++) emit(EVENT);
  await turn();
  expect(lines.join('\n')).not.toContain(TOKEN);
  return lines;
}

describe('onEvent', () => {
  it('hears events, and may return what it likes', async () => {
    const heard: unknown[] = [];
    expect(await logged((event: VitrineEvent) => heard.push(event), 1)).toEqual([]);
    expect(heard).toEqual([EVENT]);
    for (const [kind, give] of NO_TEXT) {
      if (kind !== 'a promise' && kind !== 'an object') expect(await logged(give)).toEqual([]);
    }
    expect(await logged(async () => {})).toEqual([]);
  });

  it.each(THROWN)('that throws is logged in one line: %s', async (words, thrown) => {
    const lines = await logged(() => {
      throw thrown;
    });
    expect(lines).toEqual([expect.stringContaining(`onEvent() failed. ${words}`)]);
    expect(lines[0]).not.toContain(SECRET);
  });

  it.each(THROWN)('that rejects is heard, and logged in one line: %s', async (words, thrown) => {
    const lines = await logged(() => Promise.reject(thrown));
    expect(lines).toEqual([expect.stringContaining(`onEvent() failed. ${words}`)]);
    expect(lines[0]).not.toContain(SECRET);
  });

  it.each<[string, (url: string) => unknown]>([
    [
      'throws',
      (url) => {
        throw new Error(url);
      },
    ],
    ['rejects', (url) => Promise.reject(new Error(url))],
    ['rejects with a text', (url) => Promise.reject(url)],
    ['gives a thenable', rejectingThenable],
  ])('that %s with a token is logged without it', async (_name, fail) => {
    const lines = await logged(() => fail(`https://vod.api.video/vod/vi1/token/${TOKEN}/session`));
    expect(lines).toEqual([expect.stringContaining('/token/…/session')]);
  });

  it.each([
    ['an object', { onEvent: () => {} }],
    ['a text', SECRET],
    ['a number', 7],
    ['a promise', Promise.resolve(() => {})],
  ])('that is %s is told of once', async (kind, exported) => {
    expect(await logged(exported)).toEqual([
      `[astro-vitrine] onEvent is ${kind}, so nothing hears of events. Export a function.`,
    ]);
  });

  it.each([undefined, null])('that is %s is nothing to tell of', async (exported) => {
    expect(await logged(exported)).toEqual([]);
  });
});
