import { NEWEST_CHANGE_FIRST } from '../api-video/query.js';
import type { EntryPage, LooseEntry, ReadPage } from '../content/sync/entry.js';
import { readChanges } from '../content/sync/read-changes.js';
import { wasQuiet } from '../content/sync/resync-reason.js';
import type { VideoDigests } from '../content/sync/video-digest.js';
import { HOUR } from '../contract/durations.js';
import type { LastBuild } from './last-build.js';
import type { Counting } from './shown-videos.js';

export interface Changes {
  added: number;
  edited: number;
  deleted: number;
  /** Why there may be more, in the words of a report. */
  doubt?: string;
}

/**
 * Where a hundred videos changed within a minute, and then nothing for as long before the build, nothing can be behind
 * the first page. A build that trusts its clock less reads a few pages more; here each doubt costs a whole build.
 */
const QUIET = HOUR;

class SecondPage extends Error {}

/** What changed in the account since a build, by one page of the list and the rules that a build itself goes by. */
export async function findChanges(
  build: LastBuild,
  head: EntryPage,
  digests: VideoDigests,
  counts: Counting,
): Promise<Changes> {
  const known = new Map(Object.entries(build.videos));
  const has = ({ id }: LooseEntry) => known.has(digests.ofId(id));
  const isKnown = (entry: LooseEntry) => known.get(digests.ofId(entry.id)) === digests.ofEntry(entry);
  const isKnownUnread = (item: EntryPage['unread'][number]) => build.unread.includes(digests.ofUnread(item));
  const { entries, pagesTotal, itemsTotal, unread } = head;
  const changed = entries.filter((entry) => !isKnown(entry) && counts.entry(entry));
  const added = changed.filter((entry) => !has(entry)).length;
  const edited = changed.length - added;

  if (pagesTotal <= 1) {
    const now = new Set(entries.map(({ id }) => digests.ofId(id)));
    const deleted = [...known.keys()].filter((name) => !now.has(name) && counts.name(name)).length;
    const doubt = unread.every(isKnownUnread) ? {} : { doubt: 'one video cannot be read any more' };
    return { added, edited, deleted, ...doubt };
  }

  const firstAlone: ReadPage = async (_query, page) => {
    if (page > 1) throw new SecondPage();
    return head;
  };
  const size = known.size;
  const doubt = await readChanges(firstAlone, {
    seenUpTo: build.seenUpTo,
    quiet: wasQuiet(build, QUIET),
    others: build.others,
    size,
    isKnownUnread,
    has: (id) => known.has(digests.ofId(id)),
    isKnown,
  }).then(
    (changes) => changes.doubt,
    (error: unknown) => {
      if (error instanceof SecondPage)
        return 'the latest changes may go on behind the first page of the list';
      throw error;
    },
  );
  const fresh = entries.filter((entry) => !has(entry)).length;
  const deleted = Math.max(0, size + fresh + build.others - itemsTotal);
  return { added, edited, deleted, ...(doubt && deleted === 0 ? { doubt } : {}) };
}

/** The page that answers it: the one that a build reads first. */
export const readHead = (read: ReadPage): Promise<EntryPage> => read(NEWEST_CHANGE_FIRST, 1);
