import { type UnreadItem, unreadNote } from '../../api-video/read-item.js';
import type { Log } from './log.js';

/** As many are named; an account with more has another trouble. */
const MOST = 100;

/** Names each item that a page held and nobody can read, once. */
export function createUnreadLog(log: Log): (items: readonly UnreadItem[]) => void {
  const named = new Set<string>();
  return (items) => {
    for (const note of items.map(unreadNote)) {
      if (named.has(note) || named.size >= MOST) continue;
      named.add(note);
      log.write('warn', note);
    }
  };
}
