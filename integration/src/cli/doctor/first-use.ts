import type { Account } from './examined-account.js';
import type { Finding } from './finding.js';
import { mintByRead } from './minting.js';
import { answered, works } from './open-session.js';
import type { Secrets } from './secrets.js';

/**
 * A fresh token used by a plain asset address, as a guide of api.video shows it (api-video.md, "What uses a token up").
 */
export async function examineFirstUse(account: Account, secrets: Secrets, videoId: string): Promise<Finding> {
  const read = await mintByRead(account, videoId);
  if ('failure' in read) return read.failure;
  const { thumbnail } = read.minted.assets;
  const first = await account.deliver(thumbnail);
  const session = first.headers.get('x-token-session');
  if (session) secrets.add(session);
  const second = await account.deliver(thumbnail);
  const named = session ? ' and names a session in its header' : '';
  return {
    id: 'first-use',
    question: 'What uses a token up',
    level: works(first.status) && works(second.status) ? 'note' : 'ok',
    found: `A plain address with a fresh token ${answered(first.status)}${named}; the second time it ${answered(second.status)}.`,
    ...(works(first.status) &&
      !works(second.status) && {
        advice: 'Whatever fetches such an address uses it up: Vitrine shows addresses with "avh" only.',
      }),
  };
}
