import { describe, expect, it, vi } from 'vitest';
import type { OpenedGrant } from '../../../integration/src/grants/seal.js';
import { cacheVerifiedGrants } from '../../../integration/src/server/access/verified-grants.js';
import { createRequestParser } from '../../../integration/src/server/tokens/parse-request.js';
import { cacheRequests } from '../../../integration/src/server/tokens/request-cache.js';

const genuine = (videoId: string): OpenedGrant => ({
  status: 'open',
  payload: { videoId, access: 'public', source: { kind: 'order', page: 1 } },
});

describe('cached grants', () => {
  it('are opened once, and give the very same payload to everybody', () => {
    const open = vi.fn(genuine);
    const cached = cacheVerifiedGrants(open);
    expect(cached('a')).toBe(cached('a'));
    expect(open).toHaveBeenCalledTimes(1);
  });

  it.each(['forged', 'stale'] as const)('do not hold one that is %s', (status) => {
    const open = vi.fn((): OpenedGrant => ({ status }));
    const cached = cacheVerifiedGrants(open);
    expect([cached('a'), cached('a')]).toEqual([{ status }, { status }]);
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('are bounded: those not asked for lately are opened anew, the others stay', () => {
    const open = vi.fn(genuine);
    const cached = cacheVerifiedGrants(open, 10);
    cached('once');
    for (let index = 0; index < 100; index++) {
      cached(`grant ${index}`);
      cached('always');
    }
    const opened = (grant: string) => open.mock.calls.filter(([asked]) => asked === grant).length;
    cached('once');
    expect(opened('once')).toBe(2);
    expect(opened('always')).toBe(1);
  });
});

describe('cached requests', () => {
  const bodyOf = (...grants: string[]) => JSON.stringify({ grants });
  const open = (grant: string): OpenedGrant =>
    grant.startsWith('forged') ? { status: 'forged' } : genuine(grant);

  function cache(size?: number) {
    const parse = vi.fn(createRequestParser(open));
    return { parse, ask: cacheRequests(parse, size) };
  }

  it('are parsed once', () => {
    const { parse, ask } = cache();
    expect(ask(bodyOf('a', 'b'))).toBe(ask(bodyOf('a', 'b')));
    expect(parse).toHaveBeenCalledTimes(1);
  });

  it('are told apart where only their middles differ', () => {
    const { ask } = cache();
    const long = 'x'.repeat(200);
    const idsOf = (middle: string) => {
      const asked = ask(bodyOf(long, middle, long));
      return typeof asked !== 'string' && asked.groups.flatMap(({ videoIds }) => videoIds);
    };
    expect([idsOf('a'), idsOf('b'), idsOf('a')]).toEqual([
      [long, 'a'],
      [long, 'b'],
      [long, 'a'],
    ]);
  });

  it.each([
    ['with a forged grant', bodyOf('a', 'forged')],
    ['that are malformed', '{"grants":[1]}'],
    ['without a grant', bodyOf()],
    ['with white space', '{"grants": ["a"]}'],
    ['with more in them', '{"grants":["a"],"more":1}'],
  ])('do not hold those %s', (_name, body) => {
    const { parse, ask } = cache();
    expect(ask(body)).toEqual(ask(body));
    expect(parse).toHaveBeenCalledTimes(2);
  });

  it('are bounded by their length', () => {
    const { parse, ask } = cache(3000);
    ask(bodyOf('once'));
    for (let index = 0; index < 40; index++) ask(bodyOf(`grant-${index}-${'x'.repeat(100)}`));
    parse.mockClear();
    ask(bodyOf('once'));
    expect(parse).toHaveBeenCalledTimes(1);
  });
});
