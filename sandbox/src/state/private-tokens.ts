import type { Random } from './random.js';

/** What a private token is, from minting to the session that used it (api-video.md, "States of a token"). */
interface PrivateToken {
  videoId: string;
  mintedAt: number;
  /** Set once, by the first use. */
  session?: Session;
  revoked?: true;
}

interface Session {
  token: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface TokenRules {
  tokens: 'fresh' | 'until-used';
  revokeOlder: boolean;
  privateTokenTtl: number;
  sessionTtl: number;
}

/** What a request with a private token gets: a session it just opened, the session it proved, or nothing. */
export type Admission = { admitted: true; session: string; opened: boolean } | { admitted: false };

/** What the admin page shows of one token. */
export interface TokenRow {
  token: string;
  videoId: string;
  mintedAt: number;
  state: 'unused' | 'used' | 'revoked';
  session?: string;
  sessionExpiresAt?: number;
}

export interface TokenStore {
  /** A token for one private video, by the rules in force (api-video.md, "Private tokens"). */
  mint(videoId: string): string;
  /**
   * The table of api-video.md, "States of a token", decided in one synchronous step, so that of any number of
   * concurrent first uses exactly one wins. `proof` is the session the request carries; `/session` never sends one.
   */
  admit(videoId: string, token: string, proof: string | undefined): Admission;
  /** Whether `admit` would, without using anything up. */
  wouldAdmit(videoId: string, token: string, proof: string | undefined): boolean;
  issued(): { privateTokens: string[]; sessionTokens: string[] };
  counts(): { minted: number; used: number; wasted: number; sessions: number };
  /** The newest tokens first. */
  rows(limit: number): TokenRow[];
}

const REFUSED: Admission = { admitted: false };

export function createTokenStore(clock: () => number, random: Random, rules: () => TokenRules): TokenStore {
  const tokens = new Map<string, PrivateToken>();
  const sessions: string[] = [];
  /** The unused tokens of a video that a rule may still want: to give again, or to revoke. */
  const open = new Map<string, Set<string>>();

  const alive = (entry: PrivateToken) => clock() < entry.mintedAt + rules().privateTokenTtl * 1000;

  function reusable(videoId: string): string | undefined {
    for (const token of open.get(videoId) ?? []) {
      const entry = tokens.get(token);
      if (entry && alive(entry)) return token;
    }
    return undefined;
  }

  function revokeOpen(videoId: string): void {
    for (const token of open.get(videoId) ?? []) {
      const entry = tokens.get(token);
      if (entry) entry.revoked = true;
    }
    open.delete(videoId);
  }

  /** A token this request may use: for the first time, or with the session of its first use. */
  function usable(videoId: string, token: string, proof: string | undefined): PrivateToken | undefined {
    const entry = tokens.get(token);
    if (!entry || entry.videoId !== videoId || entry.revoked) return undefined;
    const { session } = entry;
    const allowed = session ? proof === session.token && clock() < session.expiresAt : alive(entry);
    return allowed ? entry : undefined;
  }

  return {
    mint(videoId) {
      if (rules().tokens === 'until-used') {
        const known = reusable(videoId);
        if (known !== undefined) return known;
      }
      if (rules().revokeOlder) revokeOpen(videoId);
      const token = random.uuid('private');
      tokens.set(token, { videoId, mintedAt: clock() });
      const unused = open.get(videoId);
      if (unused) unused.add(token);
      else open.set(videoId, new Set([token]));
      return token;
    },

    admit(videoId, token, proof) {
      const entry = usable(videoId, token, proof);
      if (!entry) return REFUSED;
      if (entry.session) return { admitted: true, session: entry.session.token, opened: false };
      entry.session = { token: random.uuid('session'), expiresAt: clock() + rules().sessionTtl * 1000 };
      sessions.push(entry.session.token);
      open.get(videoId)?.delete(token);
      return { admitted: true, session: entry.session.token, opened: true };
    },

    wouldAdmit: (videoId, token, proof) => usable(videoId, token, proof) !== undefined,

    issued: () => ({ privateTokens: [...tokens.keys()], sessionTokens: [...sessions] }),

    counts: () => ({
      minted: tokens.size,
      used: sessions.length,
      wasted: tokens.size - sessions.length,
      sessions: sessions.length,
    }),

    rows(limit) {
      const newest = [...tokens].slice(-limit).reverse();
      return newest.map(([token, { videoId, mintedAt, session, revoked }]) => ({
        token,
        videoId,
        mintedAt,
        state: revoked ? 'revoked' : session ? 'used' : 'unused',
        ...(session && { session: session.token, sessionExpiresAt: session.expiresAt }),
      }));
    },
  };
}
