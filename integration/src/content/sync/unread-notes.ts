import { type UnreadItem, unreadNote } from '../../api-video/read-item.js';

/** More of them are hardly read one by one. */
const MOST = 20;

/** What a build says of the items that it left out: each once, whatever number of pages held them. */
export function unreadNotes(unread: readonly UnreadItem[]): string[] {
  const notes = [...new Set(unread.map(unreadNote))];
  const more = notes.length - MOST;
  return more > 0 ? [...notes.slice(0, MOST), `… and ${more} more that cannot be read.`] : notes;
}

/** By their ids, so that a gallery that names one can say what is wrong. */
export function unreadById(unread: readonly UnreadItem[]): Map<string, UnreadItem> {
  return new Map(unread.flatMap((item) => (item.id ? [[item.id, item]] : [])));
}
