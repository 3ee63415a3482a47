import { createHmac, hash } from 'node:crypto';
import type { UnreadItem } from '../../api-video/read-item.js';
import type { StoredVideo } from '../catalogue.js';
import type { LooseEntry } from './entry.js';

/** Short digests that say nothing to whoever does not have the key of the account. */
export interface VideoDigests {
  ofId(id: string): string;
  /** Of what the list says of a video: its length and whether it plays are not in there. */
  ofEntry(entry: LooseEntry): string;
  ofUnread(item: UnreadItem): string;
}

/** 96 bits. Cut like this they do not show the state of the hash, and a secret at its front is enough. */
const LENGTH = 16;

/** The order in which members are written is no difference. */
const inOrder = (members: object) => Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));

export function createDigests(apiKey: string): VideoDigests {
  const secret = createHmac('sha256', apiKey).update('astro-vitrine video digests').digest('base64url');
  const digest = (...parts: unknown[]) =>
    hash('sha256', secret + JSON.stringify(parts), 'base64url').slice(0, LENGTH);
  return {
    ofId: (id) => digest('id', id),
    ofEntry({ id, data: all }) {
      // What the store holds as it was names its place in the list as well.
      const {
        playable: _,
        duration: __,
        position: ___,
        metadata = {},
        assets,
        ...data
      } = all as Partial<StoredVideo>;
      return digest('video', id, inOrder(data), inOrder(metadata), inOrder(assets ?? {}));
    },
    ofUnread: ({ id, title, why }) => digest('unread', id, title, why),
  };
}
