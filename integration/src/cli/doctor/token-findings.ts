import type { MintedVideo } from '../../api-video/assets.js';
import type { ApiVideo } from '../../api-video/schema.js';
import type { Account } from './examined-account.js';
import type { Finding } from './finding.js';
import { mintByList, mintByRead, type Read } from './minting.js';
import { openSession } from './open-session.js';
import type { Secrets } from './secrets.js';

/** A private video with a session that this run has opened. */
export interface Held {
  video: MintedVideo;
  session: string;
}

export interface TokenAnswers {
  findings: Finding[];
  /** Undefined when no session could be opened. */
  held: Held | undefined;
}

/**
 * Two reads without a use between them, then a list. Uses up only what it minted. See api-video.md, "Private tokens".
 */
export async function examineTokens(
  account: Account,
  secrets: Secrets,
  video: ApiVideo,
  first: MintedVideo,
): Promise<TokenAnswers> {
  const second = await mintByRead(account, video.videoId);
  if ('failure' in second) return { findings: [second.failure], held: undefined };
  const same = first.location.token === second.minted.location.token;
  const older = await openSession(account, secrets, first);
  const newer = same ? older : await openSession(account, secrets, second.minted);
  const session = older.session ?? newer.session;
  const held = session === undefined ? undefined : { video: older.session ? first : second.minted, session };
  const findings = [twoReads(same), ...(same ? [] : [revoking(older.session !== undefined)])];
  if (!held) {
    findings.push({
      id: 'session',
      level: 'problem',
      found: `No session could be opened: a token never used is answered ${newer.status}.`,
      advice: 'Without sessions there are neither thumbnails nor players. Try again; then ask api.video.',
    });
  }
  const listed = await mintByList(account, video);
  findings.push(await listing(account, secrets, listed));
  return { findings, held };
}

function twoReads(same: boolean): Finding {
  return {
    id: 'two-reads',
    question: 'Private tokens',
    level: same ? 'note' : 'ok',
    found: same
      ? 'Two reads without a use between them give the same token.'
      : 'Each read gives a token of its own.',
    ...(same && {
      advice: 'Nothing to set: Vitrine uses a token the moment it has it, and takes one seen twice for one.',
    }),
    sandbox: { tokens: same ? 'until-used' : 'fresh' },
  };
}

function revoking(olderWorks: boolean): Finding {
  return {
    id: 'revoking',
    question: 'Private tokens',
    level: olderWorks ? 'ok' : 'note',
    found: olderWorks
      ? 'A newer token leaves older unused ones good.'
      : 'A newer token revokes older unused ones.',
    ...(!olderWorks && {
      advice:
        'Nothing to set, but other programs that read the same videos can take tokens from visitors: give them a copy of the list.',
    }),
    sandbox: { revokeOlder: !olderWorks },
  };
}

async function listing(account: Account, secrets: Secrets, listed: Read | undefined): Promise<Finding> {
  const common = { id: 'list', question: 'Private tokens' };
  if (!listed) {
    return {
      ...common,
      level: 'unasked',
      found: 'The video is not on the first page of a list by its title.',
    };
  }
  if ('failure' in listed) {
    return {
      ...common,
      level: 'note',
      found: 'Lists hold no tokens.',
      advice:
        'Vitrine then reads videos one by one: a page of 24 costs 24 reads. Set thumbnails: "relay", so that only players cost reads.',
      sandbox: { listTokens: false },
    };
  }
  const { session, status } = await openSession(account, secrets, listed.minted);
  return session
    ? {
        ...common,
        level: 'ok',
        found: 'Lists mint a usable token for each private video.',
        sandbox: { listTokens: true },
      }
    : {
        ...common,
        level: 'problem',
        found: `Lists hold tokens that open no session (answered ${status}).`,
        sandbox: { listTokens: false },
      };
}
