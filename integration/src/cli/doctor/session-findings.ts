import { randomUUID } from 'node:crypto';
import { withSession } from '../../api-video/asset-url.js';
import type { Answer } from '../../api-video/http/send.js';
import type { Account } from './examined-account.js';
import type { Finding } from './finding.js';
import { answered, openSession, works } from './open-session.js';
import type { Secrets } from './secrets.js';
import type { Held } from './token-findings.js';

/** What a used token and its session still open (api-video.md, "Using a session"). */
export async function examineSessions(account: Account, secrets: Secrets, held: Held): Promise<Finding[]> {
  const { video, session } = held;
  const thumbnail = withSession(video.assets.thumbnail, session);
  const again = await openSession(account, secrets, video);
  const location = { ...video.location, token: randomUUID() };
  const unknown = await openSession(account, secrets, { ...video, location });
  const own = await account.deliver(thumbnail);
  return [
    failedSession(again.status, unknown.status),
    sessionLimits(again.headers),
    thumbnailFinding(own.status, account.site),
    ...(works(own.status) ? await examineCarrying(account, held) : []),
  ];
}

function failedSession(used: number, unknown: number): Finding {
  const status = used === 403 || used === 410 ? used : 404;
  return {
    id: 'failed-session',
    question: 'Opening a session',
    level: used === 200 ? 'problem' : 'ok',
    found:
      used === 200
        ? 'A used token opens a second session: private tokens are not used up.'
        : `"…/session" with a used token is answered ${used}, with an unknown one ${unknown}.`,
    ...(used !== 200 && { sandbox: { usedTokenStatus: status } }),
  };
}

function sessionLimits(headers: Answer['headers']): Finding {
  const limited = headers.get('x-ratelimit-limit') !== null;
  return {
    id: 'session-quota',
    question: 'Rate limits',
    level: 'ok',
    found: limited ? 'Sessions have a quota of their own.' : 'Nothing says that sessions have a quota.',
  };
}

function thumbnailFinding(status: number, site: string): Finding {
  if (works(status)) return { id: 'thumbnail', level: 'ok', found: 'With its session a thumbnail loads.' };
  const refused = status === 403;
  return {
    id: 'thumbnail',
    level: 'problem',
    found: `With its session a thumbnail ${answered(status)}${refused ? ` for pages of ${site}` : ''}.`,
    advice: refused
      ? 'A referrer or country restriction is on at api.video: run again with --site and your own address, and put that on the list.'
      : 'The video may have no thumbnail yet. Try another one.',
    ...(refused && { sandbox: { allowedReferrers: ['localhost', '127.0.0.1'] } }),
  };
}

/** Which requests the session is good for. */
async function examineCarrying(account: Account, { video, session }: Held): Promise<Finding[]> {
  const { thumbnail } = video.assets;
  const address = withSession(thumbnail, session);
  const other = await account.deliver(address, {
    'user-agent': 'another-client/1.0',
    'accept-language': 'ja',
  });
  const bare = await account.deliver(thumbnail);
  const wrong = await account.deliver(withSession(thumbnail, randomUUID()));
  const header = await account.deliver(thumbnail, { 'x-token-session': session });
  return [
    {
      id: 'other-client',
      question: 'Using a session',
      level: works(other.status) ? 'ok' : 'problem',
      found: `From another client (no cookies, another user agent) the address with "avh" ${answered(other.status)}. Another network was not tried.`,
      ...(!works(other.status) && {
        advice:
          'Sessions are bound to who opened them: Vitrine opens them on its server and hands them to browsers, so please tell its authors.',
      }),
    },
    {
      id: 'without-session',
      question: 'Using a session',
      level: works(bare.status) ? 'note' : 'ok',
      found: `A used token without its session ${answered(bare.status)}, with a wrong one it ${answered(wrong.status)}.`,
    },
    {
      id: 'session-header',
      level: 'ok',
      found: `The session as a header (X-Token-Session) ${answered(header.status)}; Vitrine uses "avh" alone.`,
    },
  ];
}
