import { leanFetch } from './lean-fetch.js';
import type { Fetch } from './send.js';

/** Where every `fetch` of a process finds the dispatcher it goes through: Node's own, and that of later versions of undici. */
const DISPATCHERS = ['undici.globalDispatcher.2', 'undici.globalDispatcher.1'].map((name) =>
  Symbol.for(name),
);

/**
 * Whether `fetch` goes another way than straight to the host: through the proxy that `NODE_USE_ENV_PROXY` or
 * `--use-env-proxy` asks for, or whatever `setGlobalDispatcher` was given. Node has no name of its own for that.
 */
function isRouted(): boolean {
  const globals = globalThis as unknown as Record<symbol, object | undefined>;
  const dispatcher = DISPATCHERS.map((name) => globals[name]).find((found) => found !== undefined);
  return dispatcher !== undefined && dispatcher.constructor.name !== 'Agent';
}

/** Opens sessions the way the API is read: both through a proxy, or neither. */
export const sessionFetch: Fetch = (url, init) =>
  isRouted() ? globalThis.fetch(url, init) : leanFetch(url, init);
