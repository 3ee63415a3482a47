import type { RefreshEvent } from './names.js';

const EVENT: RefreshEvent = 'vitrine-refresh';

/** Asks again for every video near the viewport, whatever is known of it: call it when a visitor signs in. */
export function refresh(): void {
  globalThis.dispatchEvent?.(new Event(EVENT));
}
