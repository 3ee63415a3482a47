import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { AstroError } from 'astro/errors';
import { contentStoreFile, contentStoreFromFile } from './build/content-store.js';
import { extendCsp, type SiteCsp } from './build/csp.js';
import { devMeters } from './build/dev-meters.js';
import { startDevSandbox } from './build/dev-sandbox.js';
import { sandboxAdmin, TOOLBAR_APP } from './build/dev-toolbar.js';
import { readEnvironment } from './build/environment.js';
import { NO_ADAPTER, NO_COLLECTIONS } from './build/first-run.js';
import { grantSecret, TEMPORARY_KEY_WARNING } from './build/grant-secret.js';
import { copyIndexFiles } from './build/index-files.js';
import { createVideoLoader } from './build/loader.js';
import { localePrefix, localPath } from './build/locale.js';
import { onDemandChunks } from './build/on-demand.js';
import { parseOptions, type VitrineOptions } from './build/options.js';
import { processState } from './build/process-state.js';
import { buildReport, summary } from './build/report.js';
import { vitrineRoutes } from './build/routes.js';
import { serverStart } from './build/server-start.js';
import { hasContentConfig } from './build/site-files.js';
import { siteModules } from './build/site-modules.js';
import { type SitePublications, sitePublications } from './build/site-publications.js';
import { virtualModules } from './build/vite-plugin.js';
import { deriveGrantKeys } from './shared/grant.js';
import { nodeTooOld } from './shared/node-version.js';

export type { VitrineOptions } from './build/options.js';
export type {
  Authorize,
  AuthorizeAnswer,
  AuthorizeContext,
  AuthorizeRequest,
  Visitor,
} from './shared/authorize.js';
export type { CardProps } from './shared/card-props.js';
export type { OnEvent, VitrineEvent } from './shared/events.js';
export type { Labels } from './shared/labels.js';
export type { LayoutProps } from './shared/layout-props.js';
export type { AssetName, TokenResult, TokensRequest, TokensResponse } from './shared/tokens.js';
export type { CardView, PrivateCardView, PublicCardView } from './shared/views.js';

const CLIENT_FOLDER = fileURLToPath(new URL('./client/', import.meta.url));

/**
 * Galleries of private api.video videos: pages built without tokens, an on-demand endpoint that issues them, and a
 * small island that turns placeholders into thumbnails and links.
 */
export default function vitrine(options?: VitrineOptions): AstroIntegration {
  const parsed = parseOptions(options);
  let { path } = parsed;
  let storeFile: string | undefined;
  /** Undefined where the key of the grants is this build's own: nothing that was sealed before counts any more. */
  let keyName: string | undefined;
  let publications: SitePublications | undefined;
  let serverEntry: string | undefined;
  return {
    name: 'astro-vitrine',
    hooks: {
      async 'astro:config:setup'({ command, config, injectRoute, updateConfig, addDevToolbarApp, logger }) {
        const tooOld = nodeTooOld(process.versions);
        if (tooOld) throw new AstroError(tooOld);
        const state = processState();
        path = localPath(parsed.path, config.i18n);
        const resolved = { ...parsed, path };
        const locale = localePrefix(config.i18n);
        state.command = command;
        state.root = fileURLToPath(config.root);
        state.hosts = resolved.hosts;
        state.createVideoLoader = createVideoLoader;
        const environment = readEnvironment(config.root, command === 'dev' ? 'development' : 'production');
        const { secret, temporary } = grantSecret(environment);
        // Astro takes the key from there by itself, and no white space around it.
        if (process.env.ASTRO_KEY) process.env.ASTRO_KEY = process.env.ASTRO_KEY.trim();
        if (temporary && command === 'build') logger.warn(TEMPORARY_KEY_WARNING);
        keyName = temporary ? undefined : deriveGrantKeys(secret).id.toString('base64url');
        if (command === 'dev') await startDevSandbox(environment, logger);
        extendCsp(config.security.csp as SiteCsp, resolved.hosts, environment.APIVIDEO_API_URL);
        const hasCollections = hasContentConfig(config.srcDir);
        if (!hasCollections && resolved.pages) logger.warn(NO_COLLECTIONS);
        for (const route of vitrineRoutes(resolved, config.srcDir, hasCollections, locale))
          injectRoute(route);
        if (command === 'dev') addDevToolbarApp(TOOLBAR_APP);
        updateConfig({
          vite: {
            plugins: [
              devMeters(sandboxAdmin({ ...environment, ...process.env })),
              virtualModules(
                siteModules(resolved, config.root, secret, locale, config.experimental.incrementalBuild),
              ),
              onDemandChunks(CLIENT_FOLDER),
              contentStoreFromFile(() => storeFile),
              serverStart(() => serverEntry),
            ],
            // `astro:env/server` and the virtual modules exist only for what Vite processes.
            resolve: { noExternal: ['astro-vitrine'] },
            // A prebundled second copy would give page scripts another store than the island's.
            optimizeDeps: { exclude: ['astro-vitrine'], include: ['astro-vitrine > nanostores'] },
          },
        });
      },
      'astro:config:done'({ config, logger }) {
        storeFile = contentStoreFile(config);
        publications = keyName ? sitePublications(config, keyName, parsed.pages) : undefined;
        serverEntry = config.build.serverEntry;
        if (config.adapter) return;
        const { message, hint } = NO_ADAPTER;
        if (processState().command === 'build') throw new AstroError(`${message} ${hint}`);
        if (processState().command === 'dev') logger.warn(`${message} ${hint}`);
      },
      'astro:build:generated'({ logger }) {
        for (const note of publications?.narrow() ?? []) logger.info(note);
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
        const told = summary(report);
        if (told) logger.info(told);
      },
    },
  };
}
