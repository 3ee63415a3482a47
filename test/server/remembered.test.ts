import { describe, expect, it, vi } from 'vitest';
import { rememberOpened } from '../../integration/src/server/remembered.js';
import type { OpenedGrant } from '../../integration/src/shared/grant.js';

const genuine = (videoId: string): OpenedGrant => ({
  status: 'open',
  payload: { videoId, access: 'public', source: { kind: 'order', page: 1 } },
});

describe('remembered grants', () => {
  it('are opened once, and give the very same payload to everybody', () => {
    const open = vi.fn(genuine);
    const remembered = rememberOpened(open);
    expect(remembered('a')).toBe(remembered('a'));
    expect(open).toHaveBeenCalledTimes(1);
  });

  it.each(['forged', 'stale'] as const)('do not hold one that is %s', (status) => {
    const open = vi.fn((): OpenedGrant => ({ status }));
    const remembered = rememberOpened(open);
    expect([remembered('a'), remembered('a')]).toEqual([{ status }, { status }]);
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('are bounded: those not asked for lately are opened anew, the others stay', () => {
    const open = vi.fn(genuine);
    const remembered = rememberOpened(open, 10);
    remembered('once');
    for (let index = 0; index < 100; index++) {
      remembered(`grant ${index}`);
      remembered('always');
    }
    const opened = (grant: string) => open.mock.calls.filter(([asked]) => asked === grant).length;
    remembered('once');
    expect(opened('once')).toBe(2);
    expect(opened('always')).toBe(1);
  });
});
