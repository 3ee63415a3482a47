import { AstroError } from 'astro/errors';
import type { Loader, LoaderContext } from 'astro/loaders';
import { readAccess } from '../api-video/credentials.js';
import { ApiVideoError } from '../api-video/errors.js';
import { thisRun } from '../astro/internals/this-run.js';
import { storedVideoSchema } from './catalogue.js';
import { SYNC_RETRY } from './sync/account-reader.js';
import { syncStore } from './sync/sync-store.js';

/** Where the loader gets its variables from: `getSecret` of `astro:env/server` in a site. */
export type SecretReader = (name: string) => string | undefined;

export interface VideoLoaderOptions {
  /** Further hosts that assets of public videos may live on; the same list as `vitrine({ hosts })`. */
  hosts?: readonly string[] | undefined;
  /**
   * `'full'` reads the whole account at every build; otherwise a build reads what changed since the one before, as
   * long as it can tell for sure. `VITRINE_SYNC=full` in the environment asks for it once.
   * @default 'incremental'
   */
  sync?: 'incremental' | 'full' | undefined;
  /**
   * Whether to ask for length and playability: one read for each new video, within half of a minute's quota.
   * @default true
   */
  statuses?: boolean | undefined;
}

/** What Astro knows the loader by. */
export const VIDEO_LOADER = 'astro-vitrine';

export function createVideoLoader(secret: SecretReader, options: VideoLoaderOptions = {}): Loader {
  return {
    name: VIDEO_LOADER,
    schema: storedVideoSchema,
    async load(context) {
      const hosts = options.hosts ?? thisRun().hosts ?? [];
      const asked = options.sync === 'full' || secret('VITRINE_SYNC') === 'full';
      const synced = async () => {
        const access = readAccess(secret);
        if (!access) return withoutKey(context);
        const retry = thisRun().command === 'sync' ? { retry: SYNC_RETRY } : {};
        const statuses = options.statuses ?? true;
        await syncStore(context, { ...access, hosts }, { asked, statuses, ...retry });
      };
      await unlessTrouble(synced, context);
    },
  };
}

const NO_KEY = {
  message: 'There is no api.video key, so the videos of this site cannot be listed.',
  hint: 'Either set APIVIDEO_API_KEY (in the environment or in .env; dashboard.api.video shows your keys), or run `npx vitrine sandbox` and set APIVIDEO_API_KEY and APIVIDEO_API_URL as it prints them.',
};

/** Only a build must stop without a key: checking types or writing types needs no video. */
function withoutKey({ logger }: LoaderContext): void {
  if (thisRun().command === 'build') throw new AstroError(NO_KEY.message, NO_KEY.hint);
  logger.warn(`${NO_KEY.message} ${NO_KEY.hint}`);
}

/** In development, and where only types are written or checked, trouble leaves the list as it was; it ends a build. */
async function unlessTrouble(
  synced: () => Promise<void>,
  { store, logger }: Pick<LoaderContext, 'store' | 'logger'>,
): Promise<void> {
  try {
    await synced();
  } catch (error) {
    if (!(error instanceof ApiVideoError)) throw error;
    const { command } = thisRun();
    if (command === 'dev')
      logger.error(`Videos could not be listed, so the list stays as it was. ${error.message}`);
    else if (command === 'sync') logger.warn(`${lastList(store.keys().length)} ${error.message}`);
    else throw new AstroError(`Videos could not be listed. ${error.message}`);
  }
}

const lastList = (count: number) =>
  `Videos could not be listed, so this run goes on with the last list (${count === 1 ? '1 video' : `${count} videos`}): types need no more, a build would stop.`;
