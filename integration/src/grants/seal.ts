import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { type GrantKeys, KEY_ID } from './keys.js';
import type { GrantPayload } from './payload.js';
import { decodePayload, encodePayload } from './payload.js';

/**
 * A grant is one opaque string for each video on a page:
 * base64url( version 1 byte | key id 6 | nonce 12 | AES-256-GCM ciphertext | tag 16 ).
 * The nonce is an HMAC of the plaintext, so that the same page always gets the same bytes.
 */
const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const HEADER = 1 + KEY_ID;

/** The longest grant that is looked at, in characters. */
export const MAX_GRANT_LENGTH = 4096;

/** How many bytes a grant can hold, of what it says. */
export const MAX_PLAINTEXT = Math.floor((MAX_GRANT_LENGTH * 3) / 4) - HEADER - NONCE - TAG;

/**
 * What carries words is filled up to a multiple of so many bytes, so that its length tells little of theirs: a title, a
 * caption and the gallery's query of three hundred bytes together, in one size. A hundred such grants still go in one
 * request.
 */
const BLOCK = 384;

export type OpenedGrant =
  | { status: 'open'; payload: GrantPayload }
  | { status: 'stale' }
  | { status: 'forged' };

/** JSON may end in white space, so whoever reads a grant need not know of the padding. */
function plaintextOf(payload: GrantPayload): Buffer {
  const bytes = Buffer.from(encodePayload(payload));
  if (payload.title === undefined && payload.caption === undefined) return bytes;
  const size = Math.min(Math.ceil(bytes.length / BLOCK) * BLOCK, MAX_PLAINTEXT);
  return Buffer.concat([bytes, Buffer.alloc(Math.max(0, size - bytes.length), ' ')]);
}

/** How many bytes a payload has to lose before its grant is looked at; 0 where it is short enough. */
export function bytesOver(payload: GrantPayload): number {
  return Math.max(0, Buffer.byteLength(encodePayload(payload)) - MAX_PLAINTEXT);
}

export function sealGrant(payload: GrantPayload, keys: GrantKeys): string {
  const plaintext = plaintextOf(payload);
  const header = Buffer.concat([Buffer.of(VERSION), keys.id]);
  const nonce = createHmac('sha256', keys.nonce).update(plaintext).digest().subarray(0, NONCE);
  const cipher = createCipheriv('aes-256-gcm', keys.encryption, nonce).setAAD(header);
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([header, nonce, sealed, cipher.getAuthTag()]).toString('base64url');
}

/** Never throws: anything that is not a grant of ours is `forged`, one of another key is `stale`. */
export function openGrant(grant: string, keys: GrantKeys): OpenedGrant {
  if (grant.length > MAX_GRANT_LENGTH || !/^[A-Za-z0-9_-]+$/.test(grant)) return { status: 'forged' };
  const bytes = Buffer.from(grant, 'base64url');
  if (bytes.length <= HEADER + NONCE + TAG || bytes[0] !== VERSION) return { status: 'forged' };
  if (!timingSafeEqual(bytes.subarray(1, HEADER), keys.id)) return { status: 'stale' };
  const sealed = bytes.subarray(HEADER + NONCE, -TAG);
  try {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      keys.encryption,
      bytes.subarray(HEADER, HEADER + NONCE),
      {
        authTagLength: TAG,
      },
    )
      .setAAD(bytes.subarray(0, HEADER))
      .setAuthTag(bytes.subarray(-TAG));
    const plaintext = Buffer.concat([decipher.update(sealed), decipher.final()]).toString();
    return { status: 'open', payload: decodePayload(plaintext) };
  } catch {
    return { status: 'forged' };
  }
}
