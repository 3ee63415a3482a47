import { type Access, readAccess } from '../api-video/credentials.js';
import { ApiVideoError } from '../api-video/errors.js';
import type { Environment } from '../astro/environment.js';
import { UsageError } from './usage-error.js';

/** The key of the site and where it is for. Without a usable one there is nobody to ask. */
export function siteAccess(environment: Environment): Access {
  try {
    const access = readAccess((name) => environment[name]);
    if (access) return access;
  } catch (error) {
    throw error instanceof ApiVideoError ? new UsageError(error.message) : error;
  }
  throw new UsageError(
    'There is no APIVIDEO_API_KEY in the environment or in .env. dashboard.api.video shows your keys; ' +
      '`npx vitrine sandbox` prints those of a local stand-in.',
  );
}
