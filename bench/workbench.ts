import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, type SandboxOptions, startSandbox } from 'api-video-sandbox';
import type { VitrineOptions } from 'astro-vitrine';
import type { Figure } from '../sandbox/bench/figure.js';
import { astro, createSite, type RunningSite, removeSite, serve } from '../test/helpers/site.js';
import { allVideos } from './account.js';
import { galleryFiles } from './galleries.js';

/** Videos in the account of every bench. */
export const VIDEOS = 1000;
/** Milliseconds that every call to api.video takes, where a bench is about waiting. */
export const LATENCY = 80;

/** The largest gallery stands on one page. */
const WHOLE_PAGE = 100;

export type SiteKind = Pick<VitrineOptions, 'pool' | 'thumbnails' | 'limits'>;

/** A bench is one address that asks for as much as thousands of visitors. */
const NO_LIMITS: VitrineOptions['limits'] = { requests: 1e9, reads: 1e9, total: 1e9 };

/** Measures, and gives its figures. */
export type Bench = (workbench: Workbench) => Promise<Figure[]>;

/** What benches share: sandboxes with the account, built sites, and an end to everything that was started. */
export interface Workbench {
  sandbox(options?: SandboxOptions): Promise<Sandbox>;
  /** The folder of a built site; built once for each kind. */
  site(kind?: SiteKind): Promise<string>;
  /** Serves a built site as an operator would. */
  serve(folder: string, sandbox: Sandbox, variables?: Record<string, string>): Promise<RunningSite>;
  /** Has something ended with the bench, unless it ended before. */
  closeLater(close: () => unknown): void;
  close(): Promise<void>;
}

export const siteConfig = (options: string, more = '') => `import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import vitrine from 'astro-vitrine';

export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  session: false,
  ${more}
  integrations: [vitrine(${options})],
});
`;

export function createWorkbench(): Workbench {
  const closing: (() => unknown)[] = [];
  const sites = new Map<string, Promise<string>>();

  async function sandbox(options: SandboxOptions = {}): Promise<Sandbox> {
    const started = await startSandbox({ videos: VIDEOS, limits: false, ...options });
    closing.push(() => started.close());
    return started;
  }

  async function build(options: string): Promise<string> {
    const account = await sandbox();
    const files = {
      'astro.config.mjs': siteConfig(options),
      'src/peers/local-signing.ts': await readFile(
        join(import.meta.dirname, 'peers/local-signing.ts'),
        'utf8',
      ),
      ...galleryFiles(await allVideos(account)),
    };
    const folder = await createSite('bench', files);
    closing.push(() => removeSite(folder));
    const { code, output } = await astro(folder, 'build', account.env);
    if (code !== 0) throw new Error(`The bench site could not be built:\n${output}`);
    return folder;
  }

  return {
    sandbox,
    site(kind = {}) {
      const options = JSON.stringify({ limits: NO_LIMITS, ...kind, perPage: WHOLE_PAGE });
      const built = sites.get(options) ?? build(options);
      sites.set(options, built);
      return built;
    },
    async serve(folder, { env }, variables = {}) {
      const running = await serve(folder, { ...env, ...variables });
      let closed: Promise<void> | undefined;
      const close = () => (closed ??= running.close());
      closing.push(close);
      return { ...running, close };
    },
    closeLater: (close) => closing.push(close),
    async close() {
      for (const close of closing.splice(0).reverse()) await close();
    },
  };
}
