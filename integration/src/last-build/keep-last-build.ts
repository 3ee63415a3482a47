import { syncedSlot } from '../content/sync/synced.js';
import { buildReport } from '../galleries/build-report.js';
import type { PreviewReport } from '../galleries/previews/make-previews.js';
import { type BuildFacts, describeBuild } from './last-build.js';
import { LAST_BUILD_FILE, readLastBuild, writeLastBuild } from './last-build-file.js';
import { release } from './release.js';

/** Whether the next build would make some: what could not be made at all is no reason for one. */
const leavesPreviews = ({ hasSharp, made, left }: PreviewReport): boolean => hasSharp && made > 0 && left > 0;

/** Leaves in the cache folder what this build went by; nothing where the site has no list of videos. */
export function keepLastBuild(
  cacheDir: URL,
  previews: PreviewReport | undefined,
  facts: Pick<BuildFacts, 'grantKey' | 'incremental' | 'hasPages'>,
): void {
  const synced = syncedSlot().last;
  if (!synced) return;
  const file = new URL(LAST_BUILD_FILE, cacheDir);
  const before = readLastBuild(file);
  const build = describeBuild(synced, {
    ...facts,
    release: release(),
    previewsLeft: previews !== undefined && leavesPreviews(previews),
    report: buildReport(),
    before: typeof before === 'string' ? undefined : before,
  });
  writeLastBuild(file, build);
}
