import { hash, randomBytes, randomUUID } from 'node:crypto';

/** Source of everything that must not be guessed: tokens and new ids. */
export interface Random {
  /** A lower-case UUID; `kind` keeps streams apart, so that one kind's use does not shift another's. */
  uuid(kind: string): string;
  /** Letters and digits. */
  alphanumeric(kind: string, length: number): string;
  /** From 0 up to 1. */
  fraction(kind: string): number;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The same bytes as letters and digits, one character a byte. */
export function alphanumericFrom(bytes: Uint8Array, length: number): string {
  let text = '';
  for (const byte of bytes.subarray(0, length)) text += ALPHABET.charAt(byte % ALPHABET.length);
  return text;
}

/** Repeatable under a seed, else random. */
export function createRandom(seed: number | undefined): Random {
  if (seed === undefined) {
    return {
      uuid: () => randomUUID(),
      alphanumeric: (_kind, length) => alphanumericFrom(randomBytes(length), length),
      fraction: () => Math.random(),
    };
  }
  const counts = new Map<string, number>();
  const next = (kind: string) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return hash('sha256', `${seed}/${kind}/${count}`, 'buffer');
  };
  return {
    uuid: (kind) => uuidFrom(next(kind)),
    alphanumeric: (kind, length) => alphanumericFrom(next(kind), length),
    fraction: (kind) => next(kind).readUInt32BE() / 2 ** 32,
  };
}

/** A version 4 UUID made of the first 16 bytes. */
function uuidFrom(bytes: Buffer): string {
  const hex = bytes.toString('hex', 0, 16);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
