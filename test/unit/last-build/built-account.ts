import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Sandbox, SandboxOptions } from 'api-video-sandbox';
import { onTestFinished } from 'vitest';
import { createVideoLoader, type VideoLoaderOptions } from '../../../integration/src/content/loader.js';
import { type Synced, syncedSlot } from '../../../integration/src/content/sync/synced.js';
import { type ExamineOptions, examineBuild } from '../../../integration/src/last-build/examine-build.js';
import { type BuildFacts, describeBuild } from '../../../integration/src/last-build/last-build.js';
import { readLastBuild, writeLastBuild } from '../../../integration/src/last-build/last-build-file.js';
import { release } from '../../../integration/src/last-build/release.js';
import { runSandbox } from '../../../sandbox/test/helpers/run-sandbox.js';
import { createCollection } from '../../helpers/content-collection.js';
import { type Alter, startOddAccount } from '../../helpers/odd-account.js';

export interface BuildOptions extends VideoLoaderOptions {
  videos?: number;
  sandbox?: SandboxOptions;
  /** Whether a test makes lists hold what they should not. */
  odd?: boolean;
  facts?: Partial<BuildFacts>;
  report?: Partial<BuildFacts['report']>;
}

/** A folder for the test that runs, with the address of a state file in it. */
export async function stateFile(): Promise<{ folder: string; path: string; file: URL }> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-stale-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'vitrine-build.json');
  return { folder, path, file: pathToFileURL(path) };
}

/** A sandbox, and what a build has left that read it just now. */
export async function builtAccount(given: BuildOptions = {}) {
  const { videos = 20, facts, report, sandbox: more, odd, ...options } = given;
  const sandbox = await runSandbox({ videos, limits: false, ...more });
  const account = odd ? await startOddAccount(sandbox) : undefined;
  onTestFinished(async () => account?.close());
  const env: Record<string, string> = account?.env ?? sandbox.env;
  const state = await stateFile();
  const collection = createCollection();

  /** Builds once more; the collection is kept, as between builds. */
  async function build(synced: Partial<Synced> = {}, shown: BuildOptions['report'] = {}): Promise<void> {
    await collection.load(createVideoLoader((name) => env[name], { statuses: false, ...options }));
    const { last } = syncedSlot();
    if (!last) throw new Error('Nothing was synced.');
    const before = readLastBuild(state.file);
    const built = {
      release: release(),
      grantKey: undefined,
      previewsLeft: false,
      incremental: false,
      before: typeof before === 'string' ? undefined : before,
      hasPages: true,
      ...facts,
      report: {
        live: new Map(),
        galleries: new Map(),
        single: new Set<string>(),
        queries: new Map(),
        moments: new Set<number>(),
        ...report,
        ...shown,
      },
    };
    writeLastBuild(state.file, describeBuild({ ...last, ...synced }, built));
  }

  await build();
  return {
    sandbox,
    /** What lists of the account hold instead of what they should. */
    alter(how: Alter) {
      if (account) account.alter = how;
    },
    build,
    ...state,
    ids: [...collection.entries.keys()],
    titles: [...collection.entries.values()].map(({ data }) => data.title as string),
    /** The answer with the reads that it took. */
    async examine(more: Partial<ExamineOptions> = {}) {
      const { reads } = sandbox.counters();
      const examined = await examineBuild({
        access: { apiKey: sandbox.apiKey, apiUrl: env.APIVIDEO_API_URL ?? '' },
        astroKey: undefined,
        file: state.file,
        fileName: 'vitrine-build.json',
        onlyShown: false,
        ...more,
      });
      return {
        ...examined,
        ids: examined.reasons.map(({ id }) => id),
        reads: sandbox.counters().reads - reads,
      };
    },
  };
}

export const accessTo = ({ apiKey, apiUrl }: Sandbox) => ({ apiKey, apiUrl });
