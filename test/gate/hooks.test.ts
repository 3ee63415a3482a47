import { describe, expect } from 'vitest';
import { grantsOf, membersSite } from '../helpers/members-site.js';
import { observedTest } from '../helpers/observed-site.js';

const SECRET = '6f2c1c3e-0f5e-4b0f-9a53-0d6a1c9e7b21';

/** Hooks that do whatever a request asks them to. */
const FILES = {
  'src/authorize.ts': `
    export const authorize = () => true;
    const answers: Record<string, (context: any) => unknown> = {
      async: async () => 'somebody',
      rejects: async () => { throw new Error('${SECRET}'); },
      number: () => 7,
      NaN: () => Number.NaN,
      symbol: () => Symbol('${SECRET}'),
      object: () => ({ id: '${SECRET}' }),
      list: () => ['${SECRET}'],
      empty: () => '',
      thenable: () => ({ then: (_: unknown, no: (error: unknown) => void) => no(new Error('${SECRET}')) }),
      throws: () => { throw new Error('token=${SECRET}'); },
      odd: () => { throw { toString() { throw new Error('no'); } }; },
      text: ({ request }) => request.headers.get('x-name'),
    };
    export const visitor = (context: any) => answers[context.request.headers.get('x-how')]?.(context);
  `,
  'src/events.ts': `
    let told = 0;
    const answers = [
      async () => { throw new Error('event ' + told + ' failed: token=${SECRET}'); },
      () => { throw Symbol('${SECRET}'); },
      () => { throw new Error('avh=${SECRET} ' + told); },
      () => 7,
    ];
    export const onEvent = () => answers[told++ % answers.length]();
  `,
};

const it = observedTest({
  files: membersSite(
    { open: 'select: { tags: [summit-2026], limit: 1 }' },
    'events: "./src/events.ts", limits: { requests: 40 }',
    FILES,
  ),
}).extend('ask', async ({ built, site }) => {
  const body = JSON.stringify({ grants: (await grantsOf(built.folder, 'open')).slice(0, 1) });
  return async (how: string, name = ''): Promise<number> => {
    const response = await fetch(`${site.url}/_vitrine/tokens`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        'x-how': how,
        'x-name': name,
      },
      body,
    });
    await response.arrayBuffer();
    return response.status;
  };
});

describe('hooks of a site that go wrong', () => {
  it('neither fail an answer, nor end the server, nor tell a secret', async ({ ask, site }) => {
    for (const how of [
      ...['async', 'rejects', 'number', 'NaN', 'symbol', 'object', 'list', 'empty'],
      ...['thenable', 'throws', 'odd', 'unknown'],
    ])
      expect([how, await ask(how)]).toEqual([how, 200]);
    expect(site.alive()).toBe(true);
    expect((await site.health()).rejections).toBe(0);
    expect(site.output()).toContain('[astro-vitrine] visitor() gave a promise');
    expect(site.output()).not.toContain(SECRET);
  });

  it('count by the address all together, and a text by itself', async ({ ask }) => {
    const names = await Promise.all(
      Array.from({ length: 60 }, (_, index) => ask('text', `somebody ${index}`)),
    );
    expect(names.filter((status) => status !== 200)).toEqual([]);
    const others = await Promise.all(Array.from({ length: 60 }, () => ask('number')));
    expect(others.filter((status) => status === 200).length).toBeLessThanOrEqual(40);
    expect(others).toContain(429);
  });

  it('do not flood the log', ({ site }) => {
    const lines = site.output().split('\n');
    expect(lines.filter((line) => line.includes('visitor() gave a number'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('onEvent()')).length).toBeLessThanOrEqual(21);
  });
});
