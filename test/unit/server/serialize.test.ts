import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  deserializeVideo,
  type SerializableResult,
  serializeResponse,
} from '../../../integration/src/server/issuing/serialize.js';
import {
  createSession,
  readyFromSession,
} from '../../../integration/src/server/issuing/sessions/ready-session.js';

const text = fc.string({ unit: 'binary' });
const assets = fc.record(
  { thumbnail: text, player: text, hls: text, mp4: text },
  { requiredKeys: ['thumbnail', 'player', 'hls'] },
);
const session = fc.record({ id: text, privateToken: text, sessionToken: text, assets });
const word = fc.string({ unit: 'grapheme', minLength: 1 });
const chapters = fc.array(word, { minLength: 1 });
const words = fc.record({ title: word, caption: word, chapters }, { requiredKeys: [] });
const ready = fc.record({ session, words }).map(
  ({ session, words }): SerializableResult => ({
    ...readyFromSession(createSession(session, 0), 1000),
    ...words,
  }),
);
const others = fc.constantFrom<SerializableResult>(
  { status: 'denied' },
  { status: 'stale' },
  { status: 'gone' },
  { status: 'busy', retryIn: 3 },
);

it('says exactly what the results say, in whatever letters', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(ready, others)), (results) => {
      const said = new TextDecoder('utf-8', { fatal: true }).decode(serializeResponse(results));
      const videos = results.map((result) => (result.status === 'ready' ? deserializeVideo(result) : result));
      expect(JSON.parse(said)).toEqual(JSON.parse(JSON.stringify({ videos })));
    }),
  );
});

it('says of a session what it was made of, and how long it lives', () => {
  fc.assert(
    fc.property(session, fc.integer({ min: 0, max: 86_000 }), (made, seconds) => {
      const [video] = JSON.parse(
        Buffer.from(
          serializeResponse([readyFromSession(createSession(made, 5000), 5000 + seconds * 1000)]),
        ).toString(),
      ).videos;
      expect(video).toEqual(
        JSON.parse(JSON.stringify({ ...made, status: 'ready', expiresIn: 86_390 - seconds })),
      );
    }),
  );
});
