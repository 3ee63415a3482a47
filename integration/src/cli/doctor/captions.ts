import { parseAssetUrl } from '../../api-video/asset-url.js';
import { parseJson } from '../../api-video/http/send.js';
import type { Account } from './examined-account.js';
import type { Finding } from './finding.js';
import type { Secrets } from './secrets.js';

/**
 * How captions of a private video are addressed (api-video.md, "Captions and chapters"). Only looks; uses nothing up.
 */
export async function examineCaptions(account: Account, secrets: Secrets, videoId: string): Promise<Finding> {
  const common = { id: 'captions', question: 'Captions and chapters' };
  const answer = await account.read(`/videos/${videoId}/captions?currentPage=1&pageSize=10`);
  const { data } = (parseJson(answer.text) ?? {}) as { data?: { src?: string }[] };
  const src = data?.[0]?.src;
  if (src === undefined) return { ...common, level: 'unasked', found: 'The video has no captions.' };
  const token = parseAssetUrl(src, account.isAllowed)?.token;
  if (token !== undefined) secrets.add(token);
  return {
    ...common,
    level: 'ok',
    found: `Addresses of captions carry ${token === undefined ? 'no token' : 'a token'}; players find captions in the manifest.`,
  };
}
