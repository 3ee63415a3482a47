import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerText } from '../../integration/src/server/answer.js';
import { createSession, readyFromSession } from '../../integration/src/server/issuing/session.js';
import type { TokenResult } from '../../integration/src/shared/tokens.js';

const text = fc.string({ unit: 'binary' });
const assets = fc.record(
  { thumbnail: text, player: text, hls: text, mp4: text },
  { requiredKeys: ['thumbnail', 'player', 'hls'] },
);
const ready = fc
  .record({
    session: fc.record({
      videoId: text,
      privateToken: text,
      sessionToken: text,
      assets,
      openedAt: fc.constant(0),
    }),
    words: fc.record(
      { title: fc.string({ minLength: 1 }), caption: fc.string({ minLength: 1 }) },
      { requiredKeys: [] },
    ),
  })
  .map(
    ({ session, words }): TokenResult => ({ ...readyFromSession(createSession(session), 1000), ...words }),
  );
const others = fc.constantFrom<TokenResult>(
  { status: 'denied' },
  { status: 'stale' },
  { status: 'gone' },
  { status: 'busy', retryIn: 3 },
);

it('says exactly what the results say, spelled out beforehand or not', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(ready, others)), (results) => {
      expect(JSON.parse(answerText(results))).toEqual(JSON.parse(JSON.stringify({ videos: results })));
    }),
  );
});
