import { RedisUnusable } from './redis-trouble.js';

const NOT_AN_ADDRESS =
  'VITRINE_REDIS_URL is not the address of a Redis. It must look like redis://127.0.0.1:6379 (rediss: with TLS), with a ' +
  'user, a password and the number of a database where there are some. Correct it and start the server again.';

const DATABASE = /^\/?\d*$/;

/** What `createClient` takes; throws without a word of what was given. */
export function readRedisUrl(given: string): string {
  const text = given.trim();
  if (text === '' || /\s/.test(text)) throw new RedisUnusable(NOT_AN_ADDRESS);
  if (text.startsWith('unix:')) return text;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const speaksRedis = url?.protocol === 'redis:' || url?.protocol === 'rediss:';
  if (!url || !speaksRedis || url.hostname === '' || !DATABASE.test(url.pathname))
    throw new RedisUnusable(NOT_AN_ADDRESS);
  return text;
}

/** Makes a client, whatever the library finds wrong with the address. */
export function withRedisUrl<T>(given: string, create: (url: string) => T): T {
  const url = readRedisUrl(given);
  try {
    return create(url);
  } catch {
    throw new RedisUnusable(NOT_AN_ADDRESS);
  }
}
