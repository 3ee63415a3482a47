/** Redis cannot be used at all as things are; the message says why, and what to do. */
export class RedisUnusable extends Error {
  override name = 'RedisUnusable';
}

/** Nothing came back in time. */
export class RedisSilent extends Error {
  override name = 'RedisSilent';
}

const CHECK_CREDENTIALS = 'Check the user and the password in VITRINE_REDIS_URL.';

/** What to do about some kinds of error replies. */
const REMEDIES: Record<string, string> = {
  ERR: 'Check the user, the password and the number of the database in VITRINE_REDIS_URL, and what the user may do.',
  NOAUTH: CHECK_CREDENTIALS,
  NOPERM:
    'Its user must be allowed EVAL, SET, INCRBY, EXPIRE, GET and PTTL for keys that begin with "vitrine:".',
  OOM: 'It has no memory left.',
  READONLY: 'VITRINE_REDIS_URL must name the primary, not a replica.',
  WRONGPASS: CHECK_CREDENTIALS,
};

/** The first word of an error reply. The rest may repeat a password. */
function kindOf(error: Error): string | undefined {
  const { replies } = error as { replies?: unknown };
  const first = Array.isArray(replies) ? replies.find((reply) => reply instanceof Error) : undefined;
  return /^[A-Z]{2,24}(?= |$)/.exec((first ?? error).message)?.[0];
}

/** What happened to the connection, as far as it may stand in a log. */
function happened(error: unknown): { why: string; remedy?: string | undefined } {
  if (error instanceof RedisSilent) return { why: 'it does not answer' };
  if (!(error instanceof Error)) return { why: 'it failed' };
  const { code } = error as NodeJS.ErrnoException;
  if (code) return { why: `it cannot be reached, ${/^\w+$/.exec(code)?.[0] ?? 'for an unknown reason'}` };
  const kind = kindOf(error);
  if (!kind) return { why: 'the connection was lost' };
  return { why: `it answered ${kind}`, remedy: REMEDIES[kind] };
}

const ALONE = 'this instance counts limits for itself';

/** The line for the log of whoever runs the site. */
export function sayTrouble(error: unknown): string {
  if (error instanceof RedisUnusable) return `${error.message} Until then ${ALONE}.`;
  const { why, remedy } = happened(error);
  return `Redis is away (${why}): until it is back, ${ALONE}.${remedy ? ` ${remedy}` : ''}`;
}
