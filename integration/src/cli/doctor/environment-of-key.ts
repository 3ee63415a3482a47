import { PRODUCTION_URL } from '../../api-video/credentials.js';
import { isLoopback } from '../../api-video/hosts.js';
import type { Account } from './examined-account.js';
import type { Finding } from './finding.js';

export const TEST_URL = 'https://sandbox.api.video';

/** api.video's other environment, whose keys are others; a local sandbox has none. */
export function otherEnvironment(apiUrl: string): string | undefined {
  return { [PRODUCTION_URL]: TEST_URL, [TEST_URL]: PRODUCTION_URL }[apiUrl];
}

function nameOf(apiUrl: string): string {
  if (apiUrl === PRODUCTION_URL) return 'production';
  if (apiUrl === TEST_URL) return "api.video's test environment";
  return isLoopback(new URL(apiUrl)) ? 'a local sandbox' : 'an address that is not api.video';
}

export const keyAccepted = (apiUrl: string): Finding => ({
  id: 'key',
  level: 'ok',
  found: `${apiUrl} (${nameOf(apiUrl)}) accepts the key.`,
  ...(apiUrl === TEST_URL && {
    advice: 'Videos of the test environment disappear after 24 hours: use production for a real site.',
  }),
});

/** Why the key was refused: it may belong to the other environment, which is then asked once. */
export async function keyRefused(apiUrl: string, other: Account | undefined): Promise<Finding> {
  const refused = `${apiUrl} (${nameOf(apiUrl)}) refuses the key`;
  if (other && (await other.read('/videos?currentPage=1&pageSize=10&title=vitrine-doctor')).status === 200) {
    const setting =
      other.apiUrl === TEST_URL ? `set APIVIDEO_API_URL=${TEST_URL}` : 'leave APIVIDEO_API_URL unset';
    return {
      id: 'key',
      level: 'problem',
      found: `${refused}: it is a key of ${nameOf(other.apiUrl)}.`,
      advice: `Either ${setting}, or use the key of ${nameOf(apiUrl)}; dashboard.api.video shows both.`,
    };
  }
  return {
    id: 'key',
    level: 'problem',
    found: `${refused}${other ? ', and so does the other environment' : ''}.`,
    advice: 'Copy the key from dashboard.api.video into APIVIDEO_API_KEY, without spaces around it.',
  };
}
