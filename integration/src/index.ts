import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { AstroError } from 'astro/errors';
import { usualMediaOrigin } from './api-video/hosts.js';
import { extendDirectives } from './astro/csp.js';
import { devLibrary } from './astro/dev/dev-library.js';
import { devMeters } from './astro/dev/dev-meters.js';
import { startDevSandbox } from './astro/dev/dev-sandbox.js';
import { sandboxAdmin, TOOLBAR_APP } from './astro/dev/toolbar-app.js';
import { markdownEmbeds } from './astro/embeds.js';
import { type Environment, readEnvironment } from './astro/environment.js';
import { grantSecret, TEMPORARY_KEY_WARNING } from './astro/grant-secret.js';
import { contentConfig } from './astro/internals/content-config.js';
import { type ContentStore, contentStoreFromFiles, contentStoreOf } from './astro/internals/content-store.js';
import { type SiteCsp, spliceDirectives } from './astro/internals/csp-splice.js';
import { copyIndexFiles } from './astro/internals/index-files.js';
import { onDemandChunks } from './astro/internals/on-demand-chunks.js';
import { serverStart } from './astro/internals/server-start.js';
import { hasContentConfig } from './astro/internals/site-files.js';
import { filterSitemap } from './astro/internals/sitemap.js';
import { thisRun } from './astro/internals/this-run.js';
import { trimAstroKey } from './astro/internals/trimmed-key.js';
import { writtenTypes } from './astro/internals/written-types.js';
import { keepLivePages } from './astro/live-pages.js';
import { localePrefix, localPath } from './astro/locale.js';
import { NO_ADAPTER, NO_COLLECTIONS } from './astro/messages.js';
import { makePreviews, showPreviews } from './astro/previews.js';
import { type SitePublications, sitePublications } from './astro/publications.js';
import { hasGalleryPages, vitrineRoutes } from './astro/routes.js';
import { siteTypes } from './astro/site-types.js';
import { siteModules, virtualModules } from './astro/virtual-modules.js';
import { accountNews } from './content/account-news.js';
import { contentSlot } from './content/content-slot.js';
import { gallerySchema } from './content/gallery-schema.js';
import { hearOfGalleries } from './content/loaded-galleries.js';
import { createVideoLoader, VIDEO_LOADER } from './content/loader.js';
import { checkCollection } from './content/mistakes/checked-loader.js';
import { nodeTooOld } from './contract/node-version.js';
import { buildReport, isListed, summary } from './galleries/build-report.js';
import type { PreviewReport } from './galleries/previews/make-previews.js';
import { previewNotes } from './galleries/previews/report-notes.js';
import { writeWordsFiles } from './galleries/published/words-files.js';
import { deriveGrantKeys } from './grants/keys.js';
import { keepLastBuild } from './last-build/keep-last-build.js';
import { parseOptions, type VitrineOptions } from './options.js';

export type { AssetName } from './contract/assets.js';
export type { Labels } from './contract/labels.js';
export type { TokenResult, TokensRequest, TokensResponse } from './contract/tokens.js';
export type { VitrineOptions } from './options.js';
export type * from './types.js';

/**
 * Galleries of private api.video videos: pages built without tokens, an on-demand endpoint that issues them, and a
 * small island that turns placeholders into thumbnails and links.
 */
export default function vitrine(options?: VitrineOptions): AstroIntegration {
  const parsed = parseOptions(options);
  let { path } = parsed;
  let store: ContentStore | undefined;
  /** Undefined where the key of the grants is this build's own: nothing that was sealed before counts any more. */
  let keyName: string | undefined;
  let publications: SitePublications | undefined;
  let environment: Environment = {};
  let previews = (): PreviewReport | undefined => undefined;
  let cacheDir: URL | undefined;
  let incremental = false;
  let serverEntry: string | undefined;
  let serverDir: URL | undefined;
  let refresh: (() => Promise<void>) | undefined;
  let writeTypes: (text: string) => void = () => {};
  let embeds: ReturnType<typeof markdownEmbeds> | undefined;
  return {
    name: 'astro-vitrine',
    hooks: {
      async 'astro:config:setup'({ command, config, injectRoute, updateConfig, addDevToolbarApp, logger }) {
        const tooOld = nodeTooOld(process.versions);
        if (tooOld) throw new AstroError(tooOld);
        path = localPath(parsed.path, config.i18n);
        const resolved = { ...parsed, path };
        const locale = localePrefix(config.i18n);
        Object.assign(thisRun(), {
          command,
          root: fileURLToPath(config.root),
          publicFolder: fileURLToPath(config.publicDir),
          hosts: resolved.hosts,
        });
        Object.assign(contentSlot(), { createLoader: createVideoLoader, gallerySchema });
        environment = readEnvironment(config.root, command === 'dev' ? 'development' : 'production');
        const { secret, temporary } = grantSecret(environment);
        trimAstroKey(process.env);
        if (temporary && command === 'build') logger.warn(TEMPORARY_KEY_WARNING);
        keyName = temporary ? undefined : deriveGrantKeys(secret).id.toString('base64url');
        if (command === 'dev') await startDevSandbox(environment, logger);
        spliceDirectives(config.security.csp as SiteCsp, (directives) =>
          extendDirectives(directives, resolved.hosts, environment.APIVIDEO_API_URL, resolved.analytics),
        );
        const hasCollections = hasContentConfig(config);
        if (!hasCollections && resolved.pages) logger.warn(NO_COLLECTIONS);
        for (const route of vitrineRoutes(resolved, config.srcDir, { hasCollections, locale, command }))
          injectRoute(route);
        if (command === 'dev') addDevToolbarApp(TOOLBAR_APP);
        embeds = resolved.embeds ? markdownEmbeds(config.root) : undefined;
        updateConfig({
          vite: {
            plugins: [
              devMeters(sandboxAdmin({ ...environment, ...process.env })),
              devLibrary(() => refresh),
              virtualModules(
                siteModules(resolved, config.root, secret, {
                  locale,
                  incremental: config.experimental.incrementalBuild,
                  galleryPages: hasGalleryPages(resolved, config.srcDir, hasCollections),
                  mediaOrigin: usualMediaOrigin(environment.APIVIDEO_API_URL),
                }),
              ),
              onDemandChunks(),
              embeds?.plugin,
              contentConfig(config.srcDir, (collections) => {
                const galleries = collections[resolved.collections.galleries];
                checkCollection(galleries);
                hearOfGalleries(galleries, (found) => writeTypes(siteTypes(found)));
                embeds?.inCollections(collections);
              }),
              contentStoreFromFiles(() => store),
              serverStart(() => serverEntry),
            ],
            // `astro:env/server` and the virtual modules exist only for what Vite processes. Left as a name in the server's
            // code, `lru-cache` would be whichever version the site has at its top: often that of `@babel/core`.
            resolve: { noExternal: ['astro-vitrine', 'lru-cache'] },
            // A prebundled second copy would give page scripts another store than the island's.
            // What is no module, as api.video's package for analytics, has to be prebundled all the same.
            optimizeDeps: {
              exclude: ['astro-vitrine'],
              include: ['astro-vitrine > nanostores', 'astro-vitrine > @api.video/player-analytics'],
            },
          },
        });
      },
      'astro:server:setup'({ refreshContent }) {
        refresh = refreshContent && (() => refreshContent({ loaders: [VIDEO_LOADER] }));
      },
      'astro:config:done'({ config, injectTypes, logger }) {
        embeds?.inProcessor(config.markdown.processor);
        store = contentStoreOf(config);
        cacheDir = config.cacheDir;
        incremental = config.experimental.incrementalBuild;
        publications = keyName ? sitePublications(config, keyName, parsed.pages) : undefined;
        serverEntry = config.build.serverEntry;
        serverDir = config.build.server;
        filterSitemap(config.integrations, isListed);
        const { command } = thisRun();
        if (command !== 'preview') writeTypes = writtenTypes(injectTypes, 'site.d.ts', siteTypes([]));
        if (parsed.previews && command === 'dev') showPreviews(config);
        if (parsed.previews && command === 'build')
          previews = makePreviews(config, environment, parsed.hosts);
        if (config.adapter) return;
        const { message, hint } = NO_ADAPTER;
        if (command === 'build') throw new AstroError(`${message} ${hint}`);
        if (command === 'dev') logger.warn(`${message} ${hint}`);
      },
      'astro:build:generated'({ dir, logger }) {
        for (const note of publications?.narrow() ?? []) logger.info(note);
        if (!serverDir) return;
        writeWordsFiles(serverDir, [...buildReport().words.values()].flat());
        keepLivePages(dir, serverDir, buildReport().live);
      },
      async 'astro:build:done'({ dir, pages, logger }) {
        publications?.keep();
        await copyIndexFiles(
          dir,
          pages.map(({ pathname }) => pathname),
          path,
        );
        const report = buildReport();
        for (const note of report.notes) logger.warn(note);
        const made = previews();
        for (const note of made ? previewNotes(made) : []) logger.info(note);
        const told = summary(report, accountNews());
        if (told) logger.info(told);
        if (cacheDir)
          keepLastBuild(cacheDir, made, { grantKey: keyName, incremental, hasPages: parsed.pages });
      },
    },
  };
}
