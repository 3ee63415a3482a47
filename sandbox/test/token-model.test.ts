import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenStore } from '../src/state/private-tokens.js';
import { createRandom } from '../src/state/random.js';

const SESSION_TTL = 100;
const TOKEN_TTL = 250;

/** What may happen, in any order: `token` and `session` choose among those made so far. */
const step = fc.oneof(
  fc.record({ do: fc.constant('mint' as const), video: fc.nat(2) }),
  fc.record({ do: fc.constant('wait' as const), seconds: fc.nat(120) }),
  fc.record({
    do: fc.constant('ask' as const),
    video: fc.nat(2),
    token: fc.nat(8),
    session: fc.option(fc.nat(8), { nil: undefined }),
  }),
);

interface Known {
  video: string;
  mintedAt: number;
  usedAt?: number;
  session?: string;
}

describe('the table of token states', () => {
  it('holds for any sequence of events', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let now = 0;
        const rules = {
          tokens: 'fresh',
          revokeOlder: false,
          privateTokenTtl: TOKEN_TTL,
          sessionTtl: SESSION_TTL,
        } as const;
        const store = createTokenStore(
          () => now * 1000,
          createRandom(1),
          () => rules,
        );
        const known = new Map<string, Known>();
        const pick = (index: number) => [...known.keys()][index] ?? 'unknown';
        for (const event of steps) {
          if (event.do === 'wait') now += event.seconds;
          if (event.do === 'mint')
            known.set(store.mint(`vi${event.video}`), { video: `vi${event.video}`, mintedAt: now });
          if (event.do !== 'ask') continue;
          const token = pick(event.token);
          const proof = event.session === undefined ? undefined : known.get(pick(event.session))?.session;
          const entry = known.get(token);
          const answer = store.admit(`vi${event.video}`, token, proof);
          if (!entry || entry.video !== `vi${event.video}`) expect(answer.admitted).toBe(false);
          else if (entry.usedAt === undefined) {
            expect(answer.admitted).toBe(now < entry.mintedAt + TOKEN_TTL);
            if (!answer.admitted) continue;
            expect(answer.opened).toBe(true);
            entry.usedAt = now;
            entry.session = answer.session;
          } else {
            const proven = proof === entry.session && now < entry.usedAt + SESSION_TTL;
            expect(answer).toEqual(
              proven ? { admitted: true, session: entry.session, opened: false } : { admitted: false },
            );
          }
        }
        const sessions = [...known.values()].flatMap(({ session }) => session ?? []);
        expect(new Set(store.issued().sessionTokens)).toEqual(new Set(sessions));
        expect(store.counts()).toMatchObject({ minted: known.size, used: sessions.length });
      }),
      { numRuns: 300 },
    );
  });
});
