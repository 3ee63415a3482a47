import { describe, expect, it } from 'vitest';
import { currentAccess } from '../../../integration/src/grants/narrowed.js';
import type { GrantPayload } from '../../../integration/src/grants/payload.js';
import type { Authorizer } from '../../../integration/src/server/access/authorizer.js';
import { createDecide } from '../../../integration/src/server/access/decide.js';
import { requestedGrants } from '../../../integration/src/server/access/requested-grants.js';

const payload = (videoId: string, access: string): GrantPayload => ({
  videoId,
  access,
  source: { kind: 'order', page: 1 },
});

async function decided(payloads: GrantPayload[], values: readonly string[]) {
  const asked: [string, readonly string[]][] = [];
  const denied: [string, number][] = [];
  const decide = createDecide({
    current: currentAccess({
      viNarrowed: { public: ['members'] },
      viSeveral: { public: ['members', 'club'], old: ['club'] },
    }),
    onDenied: (access, count) => denied.push([access, count]),
  });
  const authorizer: Authorizer = async (access, ids) => {
    asked.push([access, ids]);
    return new Set(values.includes(access) ? ids : []);
  };
  const byName = new Map(payloads.map((each, index) => [String(index), each]));
  const { groups } = requestedGrants([...byName.keys()], (grant) => ({
    status: 'open',
    payload: byName.get(grant) as GrantPayload,
  }));
  const { videos, words } = await decide(groups, authorizer);
  return {
    allowed: payloads.map((each) => videos.has(each)),
    words: payloads.map((each) => words.has(each)),
    asked,
    denied,
  };
}

describe('a decision', () => {
  it('is made by the access that counts now', async () => {
    const payloads = [payload('viNarrowed', 'public'), payload('viOther', 'public')];
    expect(await decided(payloads, ['public'])).toEqual({
      allowed: [false, true],
      words: [false, true],
      asked: [
        ['members', ['viNarrowed']],
        ['public', ['viOther']],
      ],
      denied: [['public', 1]],
    });
    expect((await decided(payloads, ['members'])).allowed).toEqual([true, false]);
  });

  it('needs one of several values, and asks about each once', async () => {
    const payloads = [
      payload('viSeveral', 'public'),
      payload('viSeveral', 'old'),
      payload('viSeveral', 'members'),
    ];
    const { allowed, asked, denied } = await decided(payloads, ['club']);
    expect(allowed).toEqual([true, true, false]);
    expect(asked.map(([access]) => access).sort()).toEqual(['club', 'members']);
    expect(asked.every(([, ids]) => ids.length === 1)).toBe(true);
    expect(denied).toEqual([['members', 1]]);
  });

  it.each<[string, string, string[], boolean, boolean]>([
    ['for whom they were sealed', 'old', ['old', 'club'], true, true],
    ['not for whom the video is now', 'old', ['club'], true, false],
    ['nor for whom it was', 'old', ['old'], false, false],
  ])('gives the sealed words to those %s', async (_name, access, values, mayWatch, mayRead) => {
    const sealed = { ...payload('viSeveral', access), title: 'For members' };
    const { allowed, words } = await decided([sealed, payload('viOther', 'club')], values);
    expect([allowed[0], words[0]]).toEqual([mayWatch, mayRead]);
  });
});
