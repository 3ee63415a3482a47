import { oneLine } from '../contract/one-line.js';
import type { UnreadItem } from './read-item.js';

/** Says of an item which one it is, and why it is left out. */
export function unreadNote({ id, title, why }: UnreadItem): string {
  const names = [id && oneLine(id), title && (id ? `(${oneLine(title)})` : oneLine(title))].filter(Boolean);
  const which = names.length > 0 ? names.join(' ') : 'without id and title';
  return `A video that api.video lists cannot be read and is left out: ${which}; ${why}.`;
}
