import { createHash, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Every key and name that comes from `ASTRO_KEY`: what is derived here must stay the same from build to build. */

const SALT = 'astro-vitrine';

const derive = (secret: string, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, SALT, info, 32));

/** The secret of a site's grants, from its `ASTRO_KEY`: so the key itself is written nowhere. */
export const deriveGrantSecret = (astroKey: string): string =>
  derive(astroKey, 'grant secret').toString('base64url');

/** Bytes of a key's id. */
export const KEY_ID = 6;

export interface GrantKeys {
  id: Buffer;
  /** Key objects: keys given as bytes are made into these at every use. */
  encryption: KeyObject;
  nonce: KeyObject;
}

/** The keys that grants are sealed with, from one secret of any length. */
export function deriveGrantKeys(secret: string): GrantKeys {
  return {
    id: createHash('sha256').update(derive(secret, 'grant/id')).digest().subarray(0, KEY_ID),
    encryption: createSecretKey(derive(secret, 'grant/encryption')),
    nonce: createSecretKey(derive(secret, 'grant/nonce')),
  };
}

/** What the names of visitors are hashed with. */
export const deriveVisitorsSecret = (grantSecret: string): string =>
  createHmac('sha256', grantSecret).update('visitors').digest('hex');

/** What tells a site's limits from those of others in the same Redis. */
export const deriveLimitsName = (grantSecret: string): string =>
  createHmac('sha256', grantSecret).update('limits').digest('base64url').slice(0, 22);
