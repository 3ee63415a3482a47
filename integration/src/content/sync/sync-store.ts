import type { LoaderContext } from 'astro/loaders';
import type { RetryPolicy } from '../../api-video/http/retry.js';
import { isOldestFirst, PAGE_SIZE } from '../../api-video/query.js';
import { accountNews } from '../account-news.js';
import { type StoredVideo, storedVideoSchema } from '../catalogue.js';
import { type AccountAccess, openAccount } from './account-reader.js';
import { createSeal } from './account-seal.js';
import { changesSince } from './change-summary.js';
import { accountDigest, contentDigest, storedForm } from './content-digest.js';
import type { CatalogueEntry, ReadPage } from './entry.js';
import { createPace } from './pace.js';
import { createProgress } from './progress.js';
import { resyncReason, wasQuiet } from './resync-reason.js';
import { addStatuses, statusShare } from './statuses.js';
import { type LastSync, type SyncResult, syncCatalogue } from './sync-catalogue.js';
import { isIntact, readSyncState, type SyncState, touch, writeSyncState } from './sync-state.js';
import { syncedSlot } from './synced.js';
import { unreadById, unreadNotes } from './unread-notes.js';
import { createValidator } from './validate.js';
import { createDigests } from './video-digest.js';
import { writeStore } from './write-store.js';

/** Brings a collection up to date with the account, and says what it did. */
export async function syncStore(
  context: LoaderContext,
  access: AccountAccess,
  { asked, statuses, retry }: { asked: boolean; statuses: boolean; retry?: RetryPolicy },
): Promise<void> {
  const { store, meta, logger, generateDigest } = context;
  const time = Date.now();
  const state = readSyncState(meta);
  const now = { form: String(generateDigest(storedForm())), account: accountDigest(access) };
  const content = contentDigest(store.entries());
  const before = believable(store, state, content);
  const why = resyncReason(state, { ...now, content, time, asked });
  const last = why ?? lastSync(before, state);

  touch(meta);
  const pace = createPace({
    onWait: (seconds) => logger.info(`waiting ${seconds} s for the quota of api.video`),
  });
  const account = openAccount(access, pace, retry);
  const validator = createValidator(context);
  const begin = before.size === 0 ? validator.begin : () => {};
  const read: ReadPage = async (query, page) => {
    const answer = await account.readPage(query, page);
    touch(meta);
    return answer;
  };
  const result = await readList(last, readingAhead(read, begin), logger);
  const open = statuses ? result.entries : [];
  let statusesLeft = false;
  const news = await addStatuses(account, open, (count) => {
    const may = statusShare(pace.quota(), count);
    statusesLeft ||= !may;
    return may;
  });

  const { whole, agrees, seenUpTo, others } = result;
  const facts = {
    ...now,
    ...(seenUpTo ? { seenUpTo } : {}),
    unread: [...result.unread],
    others,
    at: time,
    wholeAt: whole ? time : (state?.wholeAt ?? 0),
  };
  await writeStore(context, validator.validated, { ...result, statuses: news, before }, (written) => {
    writeSyncState(meta, agrees ? facts : undefined, written ? contentDigest(store.entries()) : content);
  });
  const unread = unreadById(result.unread);
  for (const id of unread.keys()) before.delete(id);
  for (const change of changesSince(before, result.entries, result.changed))
    logger.info(`${change} since the last build`);
  for (const note of unreadNotes(result.unread)) logger.warn(note);
  accountNews().unread = unread;
  syncedSlot().last = {
    ...facts,
    agrees,
    statuses,
    statusesLeft,
    entries: result.entries,
    hosts: access.hosts,
    digests: createDigests(access.apiKey),
    seal: createSeal(access.apiKey).seal,
  };
  reportTurned(before, result.entries);
  summarize(result.entries, account.pages(), logger);
}

/** The videos that the last build left, none of those that something else has changed since. */
function believable(
  store: LoaderContext['store'],
  state: SyncState | undefined,
  content: string | undefined,
): Map<string, StoredVideo> {
  if (state && !isIntact(state, content)) return new Map();
  const entries = store
    .entries()
    .filter(
      ([key, entry]) => state || (entry?.id === key && storedVideoSchema.safeParse(entry.data).success),
    );
  return new Map(entries.map(([key, { data }]) => [key, data as StoredVideo]));
}

/** So that galleries can say which of theirs turned public, or went. */
function reportTurned(before: ReadonlyMap<string, StoredVideo>, entries: readonly CatalogueEntry[]): void {
  const { opened, deleted } = accountNews();
  const now = new Set(entries.map(({ id }) => id));
  for (const { id, data } of entries) if (data.public && before.get(id)?.public === false) opened.add(id);
  for (const [id, { title }] of before) if (!now.has(id)) deleted.set(id, title);
}

function lastSync(before: ReadonlyMap<string, StoredVideo>, state: SyncState | undefined): LastSync {
  const inOrder = [...before].sort(([, a], [, b]) => a.position - b.position);
  return {
    entries: inOrder.map(([id, data]) => ({ id, data })),
    seenUpTo: state?.seenUpTo,
    quiet: state ? wasQuiet(state) : false,
    unread: state?.unread ?? [],
    others: state?.others ?? 0,
  };
}

/** Hands on what a page of the whole list holds, at the places it has if nothing moves. */
function readingAhead(read: ReadPage, begin: (entry: CatalogueEntry) => void): ReadPage {
  return async (query, page) => {
    const answer = await read(query, page);
    if (isOldestFirst(query)) {
      const from = (page - 1) * PAGE_SIZE;
      for (const [index, entry] of answer.entries.entries()) begin({ ...entry, position: from + index });
    }
    return answer;
  };
}

async function readList(
  last: LastSync | string,
  read: ReadPage,
  logger: LoaderContext['logger'],
): Promise<SyncResult> {
  const progress = createProgress(logger, process.stderr, Boolean(process.env.CI));
  try {
    const result = await syncCatalogue(last, {
      read,
      onWhole: (why) => logger.info(`reading all videos: ${why}`),
      onPage: progress.page,
    });
    if (!result.agrees) logger.warn(MOVING);
    return result;
  } finally {
    progress.end();
  }
}

const MOVING =
  'Videos came or went each time the account was read, so a video may be missing in this build. The next build reads everything again.';

function summarize(entries: readonly CatalogueEntry[], pages: number, logger: LoaderContext['logger']): void {
  const { videos } = accountNews();
  for (const { id, data } of entries) videos.set(id, data);
  const publicCount = entries.filter(({ data }) => data.public).length;
  logger.info(
    `${entries.length} videos: ${entries.length - publicCount} private, ${publicCount} public (${pages} ${pages === 1 ? 'page' : 'pages'} read)`,
  );
}
