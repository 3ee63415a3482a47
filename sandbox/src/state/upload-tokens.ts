import type { Random } from './random.js';

/** A delegated upload token: may upload, and nothing else. Dates in milliseconds. */
export interface UploadToken {
  token: string;
  /** Seconds; 0 never ends. */
  ttl: number;
  createdAt: number;
  expiresAt: number | null;
}

export interface UploadTokens {
  create(ttl: number): UploadToken;
  get(token: string): UploadToken | undefined;
  /** Whether there was one. */
  delete(token: string): boolean;
  /** Those that have not ended, in the order of their creation. */
  active(): UploadToken[];
  valid(token: string): boolean;
}

export function createUploadTokens(clock: () => number, random: Random): UploadTokens {
  const tokens = new Map<string, UploadToken>();
  const alive = ({ expiresAt }: UploadToken) => expiresAt === null || clock() < expiresAt;
  return {
    create(ttl) {
      const createdAt = clock();
      const token = `to${random.alphanumeric('upload', 22)}`;
      const made = { token, ttl, createdAt, expiresAt: ttl === 0 ? null : createdAt + ttl * 1000 };
      tokens.set(token, made);
      return made;
    },
    get: (token) => tokens.get(token),
    delete: (token) => tokens.delete(token),
    active: () => [...tokens.values()].filter(alive),
    valid(token) {
      const known = tokens.get(token);
      return known !== undefined && alive(known);
    },
  };
}
