import { withSession } from '../../api-video/asset-url.js';
import type { Answer } from '../../api-video/http/send.js';
import type { Account } from './examined-account.js';
import type { Finding } from './finding.js';
import type { Held } from './token-findings.js';

const allows = (headers: Answer['headers'], origin: string) => {
  const allowed = headers.get('access-control-allow-origin');
  return allowed === '*' || allowed === origin;
};

/**
 * Whether scripts of a page may read media (api-video.md, "Referrers and CORS"): hls.js needs it, `<img>` and frames do
 * not.
 */
export async function examineCors(account: Account, { video, session }: Held): Promise<Finding[]> {
  const manifest = withSession(video.assets.hls, session);
  const thumbnail = withSession(video.assets.thumbnail, session);
  const answer = await account.deliver(manifest);
  const picture = await account.deliver(thumbnail);
  const preflight = await account.deliver(
    video.assets.hls,
    { 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-token-session' },
    'OPTIONS',
  );
  const open = allows(answer.headers, account.site);
  const header = /x-token-session/i.test(preflight.headers.get('access-control-allow-headers') ?? '');
  const exposed = /x-token-session/i.test(answer.headers.get('access-control-expose-headers') ?? '');
  return [
    {
      id: 'cors',
      question: 'Referrers and CORS',
      level: open ? 'ok' : 'problem',
      found: `Scripts of ${account.site} may ${open ? '' : 'not '}read manifests, and may ${allows(picture.headers, account.site) ? '' : 'not '}read thumbnails.`,
      ...(!open && {
        advice:
          'Keep player: "embed". The browser\'s own player needs these headers wherever it has no HLS of its own.',
      }),
    },
    {
      id: 'cors-header',
      question: 'Referrers and CORS',
      level: 'ok',
      found: `A preflight is answered ${preflight.status} and ${header ? 'allows' : 'does not allow'} X-Token-Session; the header is ${exposed ? '' : 'not '}exposed. Vitrine needs neither.`,
    },
  ];
}
