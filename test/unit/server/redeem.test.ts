import { describe, expect, it } from 'vitest';
import { deriveGrantKeys } from '../../../integration/src/grants/keys.js';
import { openGrant, sealGrant } from '../../../integration/src/grants/seal.js';
import type { Authorizer } from '../../../integration/src/server/access/authorizer.js';
import { createDecide } from '../../../integration/src/server/access/decide.js';
import { createRedeemTokens } from '../../../integration/src/server/access/redeem-tokens.js';
import { requestedGrants } from '../../../integration/src/server/access/requested-grants.js';
import type { Issue, IssueRequest } from '../../../integration/src/server/issuing/issue.js';

const keys = deriveGrantKeys('now');
const seal = (videoId: string, access = 'public', words = {}, with_ = keys) =>
  sealGrant({ videoId, access, source: { kind: 'order', page: 1 }, ...words }, with_);

function redeemer() {
  const asked: string[][] = [];
  const denied: [string, number][] = [];
  const issue: Issue = async (wanted: readonly IssueRequest[]) => {
    asked.push(wanted.map(({ videoId }) => videoId));
    return new Map(
      wanted.map(({ videoId }) => [
        videoId,
        videoId === 'viGone'
          ? { status: 'gone' }
          : videoId === 'viReady'
            ? { status: 'ready', expiresIn: 60, serialized: '{}' }
            : { status: 'busy', retryIn: 3 },
      ]),
    );
  };
  const redeem = createRedeemTokens({
    issue,
    decide: createDecide({ onDenied: (access, count) => denied.push([access, count]) }),
  });
  const open = (grant: string) => openGrant(grant, keys);
  return {
    redeem: (grants: readonly string[], authorizer: Authorizer) =>
      redeem(requestedGrants(grants, open), authorizer),
    asked,
    denied,
  };
}

const nobody: Authorizer = async () => new Set();
const everybody: Authorizer = async (_access, ids) => new Set(ids);

describe('redeeming grants', () => {
  it('answers each in its place, whatever the others are', async () => {
    const { redeem, asked } = redeemer();
    const grants = [
      seal('viA'),
      'nonsense',
      seal('viB', 'public', {}, deriveGrantKeys('before')),
      seal('viGone'),
    ];
    expect(await redeem(grants, everybody)).toEqual([
      { status: 'busy', retryIn: 3 },
      { status: 'denied' },
      { status: 'stale' },
      { status: 'gone' },
    ]);
    expect(asked).toEqual([['viA', 'viGone']]);
  });

  it('hands out with a session what its grant says of the video', async () => {
    const { redeem } = redeemer();
    const grants = [seal('viReady'), seal('viReady', 'members', { title: 'T', chapters: ['en', 'fr'] })];
    expect(await redeem(grants, everybody)).toEqual([
      { status: 'ready', expiresIn: 60, serialized: '{}' },
      { status: 'ready', expiresIn: 60, serialized: '{}', title: 'T', chapters: ['en', 'fr'] },
    ]);
  });

  it('gives one and the same answer to what is forged and what is forbidden, and asks for neither', async () => {
    const { redeem, asked, denied } = redeemer();
    const genuine = seal('viA', 'members', { title: 'Secret' });
    const forged = `${genuine.slice(0, -4)}AAAA`;
    const [forbidden, broken] = await redeem([genuine, forged], nobody);
    expect(forbidden).toEqual(broken);
    expect(asked).toEqual([]);
    expect(denied).toEqual([['members', 1]]);
  });

  it('asks the rule once for each access value, about each video once', async () => {
    const { redeem } = redeemer();
    const asked: [string, string[]][] = [];
    const authorizer: Authorizer = async (access, ids) => {
      asked.push([access, [...ids]]);
      return new Set(ids);
    };
    await redeem(
      [
        seal('viA', 'members'),
        seal('viB'),
        seal('viA', 'members', { title: 'Again' }),
        seal('viC', 'members'),
      ],
      authorizer,
    );
    expect(asked.sort()).toEqual([
      ['members', ['viA', 'viC']],
      ['public', ['viB']],
    ]);
  });

  it('keeps two access values of one video apart', async () => {
    const { redeem } = redeemer();
    const authorizer: Authorizer = async (access, ids) => new Set(access === 'public' ? ids : []);
    expect(await redeem([seal('viA', 'members'), seal('viA')], authorizer)).toEqual([
      { status: 'denied' },
      { status: 'busy', retryIn: 3 },
    ]);
  });
});
