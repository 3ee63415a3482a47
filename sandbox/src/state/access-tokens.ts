import type { Random } from './random.js';

/** See api-video.md, "Bearer tokens". */
export interface BearerAnswer {
  token_type: 'Bearer';
  expires_in: number;
  access_token: string;
  refresh_token: string;
}

export interface AccessTokens {
  issue(): BearerAnswer;
  /** A new pair for a refresh token that was not used yet. */
  refresh(refreshToken: string): BearerAnswer | undefined;
  valid(accessToken: string): boolean;
}

export function createAccessTokens(clock: () => number, random: Random, ttl: () => number): AccessTokens {
  const expiries = new Map<string, number>();
  const refreshTokens = new Set<string>();

  function issue(): BearerAnswer {
    // Three parts, as a JWT has; clients may not read them.
    const access_token = ['header', 'claims', 'signature']
      .map((part) => Buffer.from(random.uuid(`bearer-${part}`)).toString('base64url'))
      .join('.');
    const refresh_token = random.alphanumeric('refresh', 32);
    expiries.set(access_token, clock() + ttl() * 1000);
    refreshTokens.add(refresh_token);
    return { token_type: 'Bearer', expires_in: ttl(), access_token, refresh_token };
  }

  return {
    issue,
    refresh: (refreshToken) => (refreshTokens.delete(refreshToken) ? issue() : undefined),
    valid: (accessToken) => clock() < (expiries.get(accessToken) ?? 0),
  };
}
