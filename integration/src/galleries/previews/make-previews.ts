import pLimit from 'p-limit';
import { fetchPicture } from '../../api-video/picture.js';
import type { IndexedVideo } from '../catalogue-index.js';
import { previewOf } from './preview.js';
import { type KeptPreview, previewsFrom, versionOf } from './preview-file.js';
import type { PreviewsOf } from './preview-slot.js';
import { createPictureReader, type PictureReads } from './read-pictures.js';
import type { Sampler } from './site-sharp.js';

export interface PreviewDependencies extends PictureReads {
  /** What earlier builds have made; what this one makes is added. */
  kept: Map<string, KeptPreview>;
  /** Gives nothing where the site has no sharp. Called when the first picture is wanted. */
  sampler: () => Promise<Sampler | undefined>;
  /** Milliseconds that a build may take longer. */
  time?: number;
}

/** What became of the previews that a build wanted and did not have. */
export interface PreviewReport {
  made: number;
  reads: number;
  /** Videos whose picture could not be had, or is none. */
  failed: number;
  /** Videos that the next builds go on with. */
  left: number;
  /** What api.video said when it gave no more. */
  trouble: string | undefined;
  hasSharp: boolean;
}

export interface PreviewMaker {
  of: PreviewsOf;
  report(): PreviewReport;
}

const TIME = 10_000;
const AT_ONCE = 16;

/**
 * Makes the previews that are missing, within a share of the quota and some seconds of a build. A private video costs a
 * token, which its picture uses up (api-video.md, "What uses a token up"); nothing is kept of it. Trouble of any kind
 * leaves videos without a preview, and never fails a build.
 */
export function createPreviewMaker(dependencies: PreviewDependencies): PreviewMaker {
  const { kept, time = TIME } = dependencies;
  const reader = createPictureReader(dependencies);
  const inPictures = pLimit(AT_ONCE);
  /** One after the other: what one call brings the next need not ask for. */
  const inTurn = pLimit(1);
  const wanted = new Set<string>();
  const failed = new Set<string>();
  let made = 0;
  let spent = 0;
  let loaded: Promise<Sampler | undefined> | undefined;
  let hasSharp = true;

  function isMissing(video: IndexedVideo): boolean {
    const isKept = kept.get(video.id)?.of === versionOf(video);
    return !isKept && !failed.has(video.id) && video.playable !== false;
  }

  async function takePicture(video: IndexedVideo, url: string, sample: Sampler, over: AbortSignal) {
    if (over.aborted) return;
    const picture = await fetchPicture(url, over);
    if (over.aborted && picture === 'unavailable') return;
    const pixels = typeof picture === 'string' ? undefined : await sample(picture.bytes);
    const colours = pixels && previewOf(pixels);
    if (!colours) {
      failed.add(video.id);
      return;
    }
    kept.delete(video.id);
    kept.set(video.id, { of: versionOf(video), colours });
    made++;
  }

  async function make(videos: readonly IndexedVideo[]): Promise<void> {
    const missing = [...new Map(videos.filter(isMissing).map((video) => [video.id, video])).values()];
    for (const { id } of missing) wanted.add(id);
    if (missing.length === 0 || spent >= time) return;
    loaded ??= dependencies.sampler();
    const sample = await loaded;
    hasSharp = sample !== undefined;
    if (!sample) return;
    const began = performance.now();
    const over = AbortSignal.timeout(Math.ceil(time - spent));
    const take = (video: IndexedVideo, url: string) => inPictures(takePicture, video, url, sample, over);
    const open = missing.flatMap((video) => (video.assets ? [take(video, video.assets.thumbnail)] : []));
    const hidden = missing.filter(({ assets }) => !assets);
    for (const { id } of await reader.find(hidden, take, over)) failed.add(id);
    await Promise.all(open);
    spent += performance.now() - began;
  }

  return {
    async of(videos) {
      await inTurn(make, videos);
      return previewsFrom(kept, videos);
    },
    report: () => ({
      made,
      reads: reader.reads(),
      failed: failed.size,
      left: wanted.size - made - failed.size,
      trouble: reader.trouble(),
      hasSharp,
    }),
  };
}
