import { oneLine } from '../contract/one-line.js';
import { isVideoId } from '../contract/video-id.js';

/** An item of a list that cannot be read, as far as it says what it is. */
export interface UnreadItem {
  id?: string | undefined;
  title?: string | undefined;
  /** In the words of a sentence about it. */
  why: string;
}

export interface ReadItems<Video> {
  data: Video[];
  unread: UnreadItem[];
}

/** What stands in JSON's braces, nothing of it promised. */
export type Item = Readonly<Record<string, unknown>>;

export function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text, or what is as good: api.video promises no type but that of `videoId` (api-video.md, "Video object"). */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** Without an id an item is no video; without knowing whether it is private it must not be shown. */
export function whyUnread(value: unknown): string | undefined {
  if (!isItem(value)) return 'it is no object';
  const { videoId, public: isPublic } = value;
  if (typeof videoId !== 'string' || !isVideoId(videoId)) return 'it has no id that videos have';
  if (typeof (isPublic ?? true) !== 'boolean') return 'it does not say whether it is public';
  return undefined;
}

/**
 * Reads each item by itself: one that cannot be read costs its neighbours nothing.
 *
 * @param spelled Makes text of what stands there, for the names of those that cannot be read.
 */
export function readItems<Video>(
  items: readonly unknown[],
  read: (item: Item) => Video,
  spelled: (text: string) => string = (text) => text,
): ReadItems<Video> {
  const data: Video[] = [];
  const unread: UnreadItem[] = [];
  for (const item of items) {
    const why = whyUnread(item);
    if (why === undefined) data.push(read(item as Item));
    else unread.push({ ...nameOf(item, spelled), why });
  }
  return { data, unread };
}

/** No name is longer than a message can show. */
const LONGEST_NAME = 500;

function nameOf(value: unknown, spelled: (text: string) => string): Pick<UnreadItem, 'id' | 'title'> {
  if (!isItem(value)) return {};
  const name = (text: unknown) => spelled(textOf(text) ?? '').slice(0, LONGEST_NAME);
  const [id, title] = [name(value.videoId), name(value.title)];
  return { ...(id ? { id } : {}), ...(title ? { title } : {}) };
}

/** Says of an item which one it is, and why it is left out. */
export function unreadNote({ id, title, why }: UnreadItem): string {
  const names = [id && oneLine(id), title && (id ? `(${oneLine(title)})` : oneLine(title))].filter(Boolean);
  const which = names.length > 0 ? names.join(' ') : 'without id and title';
  return `A video that api.video lists cannot be read and is left out: ${which}; ${why}.`;
}
