import { ApiVideoError } from './errors.js';
import { isLoopback } from './hosts.js';

export const PRODUCTION_URL = 'https://ws.api.video';

/** Where the API is, and the key to it. */
export interface Access {
  apiKey: string;
  apiUrl: string;
}

/** What can be the user name of a login: visible ASCII without a colon. No key has quotes or a backslash, which an `.env` file may leave in. */
const KEY = /^[!#-&(-9;-[\]-_a-~]+$/;
/** Scheme and host alone; slashes at the end mean nothing. */
const ORIGIN = /^https?:\/\/[^\s/\\?#@]+\/*$/i;

/** The key without the white space that came along when it was copied. Throws for what cannot be one. */
export function checkedKey(value: string): string {
  const key = value.trim();
  if (KEY.test(key)) return key;
  throw new ApiVideoError(
    'misconfigured',
    'APIVIDEO_API_KEY cannot be a key: there is white space, a quote or another character in it that no key has. Copy it once more from dashboard.api.video, alone and without quotes.',
  );
}

/** The origin of the API. The key travels encrypted, or not beyond this machine; where calls go is up to Vitrine. */
export function checkedUrl(value: string | undefined): string {
  const text = value?.trim() || PRODUCTION_URL;
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(url))) {
    throw new ApiVideoError(
      'misconfigured',
      'APIVIDEO_API_URL must be an https:// address; http:// only for a sandbox on this machine. Leave it out for production.',
    );
  }
  if (ORIGIN.test(text)) return url.origin;
  throw new ApiVideoError(
    'misconfigured',
    'APIVIDEO_API_URL must be the address of a host alone, such as https://sandbox.api.video: without a path, "?", "#", white space or a name and password. Leave it out for production.',
  );
}

/**
 * The one reading of `APIVIDEO_API_KEY` and `APIVIDEO_API_URL`, wherever they come from; undefined without a key. Throws
 * an `ApiVideoError` that says what to do and repeats neither.
 */
export function readAccess(variable: (name: string) => string | undefined): Access | undefined {
  const apiKey = variable('APIVIDEO_API_KEY');
  if (!apiKey?.trim()) return undefined;
  return { apiKey: checkedKey(apiKey), apiUrl: checkedUrl(variable('APIVIDEO_API_URL')) };
}
