// Astro sessions in the Redis of VITRINE_REDIS_URL, read when the server starts: no address or password is built in.
// Needs the client: npm install @redis/client
// astro.config.mjs: session: { driver: { entrypoint: new URL('./src/redis-sessions.mjs', import.meta.url) } }
import { createClient } from '@redis/client';

const DAY = 24 * 60 * 60;

/** @param {{ ttl?: number } | undefined} config `ttl`: seconds that a session lasts after its last change. */
export default function redisSessions(config) {
  // Without Redis no session can be read: who asks then throws, and a rule that throws lets nobody in.
  // One that hangs is noticed by its silence, and what waits for it fails within a second.
  const client = createClient({
    url: process.env.VITRINE_REDIS_URL,
    commandOptions: { timeout: 1000 },
    pingInterval: 500,
    socket: {
      socketTimeout: 1000,
      reconnectStrategy: (/** @type {number} */ attempts) => Math.min(50 * 2 ** attempts, 2000),
    },
  });
  client.on('error', () => {});
  client.connect().catch(() => {});
  const name = (/** @type {string} */ key) => `session:${key}`;
  return {
    getItem: (/** @type {string} */ key) => client.get(name(key)),
    setItem: (/** @type {string} */ key, /** @type {string} */ value) =>
      client.set(name(key), value, { EX: config?.ttl ?? DAY }),
    removeItem: (/** @type {string} */ key) => client.del(name(key)),
  };
}
