import { AstroError } from 'astro/errors';
import type { Loader, LoaderContext } from 'astro/loaders';
import { z } from 'astro/zod';
import { type ApiVideoClient, createClient } from '../api-video/client.js';
import { ApiVideoError } from '../api-video/error.js';
import { catalogueVideoSchema } from './catalogue.js';
import { changesSince } from './changes.js';
import { NO_KEY } from './first-run.js';
import { processState } from './process-state.js';
import { buildReport } from './report.js';
import { addStatuses, type KnownStatus } from './statuses.js';
import { type CatalogueEntry, readCatalogue } from './sync.js';

/** Where the loader gets its variables from: `getSecret` of `astro:env/server` in a site. */
export type SecretReader = (name: string) => string | undefined;

/** A build may wait for the quota: it has nobody in front of it. */
const BUILD_RETRY = { attempts: 6, longestWait: 61_000 };

const storedVideoSchema = catalogueVideoSchema.extend({
  /** Place among all videos, oldest first. */
  position: z.number().int(),
});

type StoredVideo = z.output<typeof storedVideoSchema>;

const STATUS_SHARE = 0.5;

export interface VideoLoaderOptions {
  /** Further hosts that assets of public videos may live on; the same list as `vitrine({ hosts })`. */
  hosts?: readonly string[];
}

export function createVideoLoader(secret: SecretReader, options: VideoLoaderOptions = {}): Loader {
  return {
    name: 'astro-vitrine',
    schema: storedVideoSchema,
    async load(context) {
      const apiKey = secret('APIVIDEO_API_KEY');
      if (!apiKey) return withoutKey(context);
      const { hosts = processState().hosts ?? [] } = options;
      let quota = 0;
      const connect = () =>
        createClient({
          apiKey,
          apiUrl: secret('APIVIDEO_API_URL'),
          hosts,
          retry: BUILD_RETRY,
          onRateLimit: ({ limit }) => {
            quota = limit;
          },
        });
      const before = new Map(context.store.values().map(({ id, data }) => [id, data as StoredVideo]));
      const entries = await list(connect, context.logger);
      if (!entries) return;
      await addStatuses(
        connect(),
        entries,
        (id) => statusOf(before.get(id)),
        () => mostStatuses(quota),
      );
      for (const change of changesSince(before, entries))
        context.logger.info(`${change} since the last build`);
      await fill(context, entries);
    },
  };
}

/** Reads for statuses are a share of a minute's quota; without limits, as many as there are videos. */
function mostStatuses(quota: number): number {
  return quota > 0 ? Math.floor(quota * STATUS_SHARE) : Number.POSITIVE_INFINITY;
}

function statusOf(video: StoredVideo | undefined): KnownStatus | undefined {
  if (!video) return undefined;
  const { playable, duration } = video;
  return { ...(playable === undefined ? {} : { playable }), ...(duration === undefined ? {} : { duration }) };
}

/** Only a build must stop without a key: checking types or writing types needs no video. */
function withoutKey({ logger }: LoaderContext): void {
  if (processState().command === 'build') throw new AstroError(NO_KEY.message, NO_KEY.hint);
  logger.warn(`${NO_KEY.message} ${NO_KEY.hint}`);
}

/** Everything in the account. In development trouble leaves the list as it was; elsewhere it ends the run. */
async function list(
  connect: () => ApiVideoClient,
  logger: LoaderContext['logger'],
): Promise<CatalogueEntry[] | undefined> {
  try {
    return await readCatalogue(connect(), (page, pages) => {
      if (pages > 1) logger.info(`read page ${page} of ${pages}`);
    });
  } catch (error) {
    if (!(error instanceof ApiVideoError)) throw error;
    if (processState().command !== 'dev')
      throw new AstroError(`Videos could not be listed. ${error.message}`);
    logger.error(`Videos could not be listed, so the list stays as it was. ${error.message}`);
    return undefined;
  }
}

async function fill(
  { store, logger, parseData, generateDigest }: LoaderContext,
  entries: readonly CatalogueEntry[],
): Promise<void> {
  const known = new Set(entries.map(({ id }) => id));
  for (const id of store.keys()) if (!known.has(id)) store.delete(id);
  for (const { id, position, data: raw } of entries) {
    const data = await parseData({ id, data: { ...raw, position } });
    store.set({ id, data, digest: generateDigest(data) });
  }
  const report = buildReport();
  for (const { id, data } of entries) report.videos.set(id, data);
  const publicCount = entries.filter(({ data }) => data.public).length;
  logger.info(`${entries.length} videos: ${entries.length - publicCount} private, ${publicCount} public`);
}
