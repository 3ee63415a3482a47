import { leanFetch } from './lean-fetch.js';
import type { Fetch } from './send.js';

/** Where every `fetch` of a process finds the dispatcher it goes through: Node's own, and that of later versions of undici. */
const DISPATCHERS = ['undici.globalDispatcher.2', 'undici.globalDispatcher.1'].map((name) =>
  Symbol.for(name),
);

/** Whether a dispatcher is the one that Node makes for itself, which nobody has told anything: it goes straight to the host. */
function isPlain(dispatcher: object): boolean {
  if (dispatcher.constructor.name !== 'Agent') return false;
  const symbol = Object.getOwnPropertySymbols(dispatcher).find(
    ({ description }) => description === 'options',
  );
  const options = symbol && (dispatcher as Record<symbol, object>)[symbol];
  if (!options) return false;
  return Object.entries(options).every(([name, value]) => value === undefined || name === 'maxOrigins');
}

/**
 * Whether `fetch` goes another way than straight to the host: through the proxy that `NODE_USE_ENV_PROXY` or
 * `--use-env-proxy` asks for, or by whatever `setGlobalDispatcher` was given, such as an `Agent` with certificates of
 * its own. Node has no name of its own for that. Tried with Node 22 and 24; what is not known counts as another way,
 * which is right, and slower.
 */
function isRouted(): boolean {
  const globals = globalThis as unknown as Record<symbol, object | undefined>;
  const dispatcher = DISPATCHERS.map((name) => globals[name]).find((found) => found !== undefined);
  return dispatcher !== undefined && !isPlain(dispatcher);
}

/** Opens sessions the way the API is read: both through a proxy, or neither. */
export const sessionFetch: Fetch = (url, init) =>
  isRouted() ? globalThis.fetch(url, init) : leanFetch(url, init);
