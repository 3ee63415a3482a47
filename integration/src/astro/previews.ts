import type { AstroConfig } from 'astro';
import { createClient } from '../api-video/client.js';
import { readAccess } from '../api-video/credentials.js';
import { createPace } from '../content/sync/pace.js';
import { createPreviewMaker, type PreviewReport } from '../galleries/previews/make-previews.js';
import { previewsFrom, readPreviews, writePreviews } from '../galleries/previews/preview-file.js';
import { previewShare } from '../galleries/previews/preview-share.js';
import { previewSlot } from '../galleries/previews/preview-slot.js';
import { siteSharp } from '../galleries/previews/site-sharp.js';
import type { Environment } from './environment.js';

type Config = Pick<AstroConfig, 'cacheDir' | 'root'>;

/** Nothing waits for previews. */
const NO_RETRY = { attempts: 1, longestWait: 0 };

/** In development: pages show what the last build has made, and nothing is read for them. */
export function showPreviews({ cacheDir }: Config): void {
  const kept = readPreviews(cacheDir);
  previewSlot().of = async (videos) => previewsFrom(kept, videos);
}

/**
 * In a build: what is missing is made when the first page asks, and kept for the next builds.
 *
 * @returns What became of it, once a page has asked.
 */
export function makePreviews(
  { cacheDir, root }: Config,
  environment: Environment,
  hosts: readonly string[],
): () => PreviewReport | undefined {
  const begin = () => {
    const access = readAccess((name) => environment[name]);
    if (!access) return undefined;
    const kept = readPreviews(cacheDir);
    const pace = createPace();
    const client = createClient({ ...access, hosts, retry: NO_RETRY, onRateLimit: pace.observe });
    const maker = createPreviewMaker({
      kept,
      client,
      sampler: () => siteSharp(root),
      mayRead: (made) => previewShare(pace.quota(), made),
    });
    return { maker, keep: () => writePreviews(cacheDir, kept) };
  };
  let begun: ReturnType<typeof begin>;
  previewSlot().of = async (videos) => {
    begun ??= begin();
    if (!begun) return new Map();
    const before = begun.maker.report().made;
    const previews = await begun.maker.of(videos);
    if (begun.maker.report().made > before) begun.keep();
    return previews;
  };
  return () => begun?.maker.report();
}
