import { parseJson } from '../../api-video/http/send.js';
import type { Account } from './examined-account.js';
import type { Finding } from './finding.js';

/** What a video that does not exist is answered with. */
export async function examineErrors(account: Account, nonce: string): Promise<Finding> {
  const { status, text } = await account.read(`/videos/viDoctor${nonce}`);
  const { type } = (parseJson(text) ?? {}) as { type?: unknown };
  const segment = typeof type === 'string' ? type.split('/').at(-1) : undefined;
  return {
    id: 'not-found',
    question: 'Errors',
    level: status === 404 ? 'ok' : 'problem',
    found: `An unknown video is answered ${status}${segment ? ` (${segment})` : ''}.`,
    ...(status !== 404 && {
      advice: 'Vitrine takes 404 for "gone"; anything else is shown as trouble that passes.',
    }),
  };
}
