import type { AstroIntegration } from 'astro';

/**
 * Keeps pages out of what `@astrojs/sitemap` lists: it takes every page that was built, and asks nobody but its own option
 * `filter`, which is the site's.
 *
 * Tried with Astro 7.3 and @astrojs/sitemap 3.7. Should it list pages in another way, unlisted galleries would stand in the sitemap, and
 * test/site/editor-fields.test.ts fails.
 *
 * @param integrations Those of the site, from `astro:config:done`.
 * @param isKept Asked with the path of each page.
 */
export function filterSitemap(
  integrations: readonly AstroIntegration[],
  isKept: (pathname: string) => boolean,
): void {
  const hooks = integrations.find(({ name }) => name === '@astrojs/sitemap')?.hooks;
  const done = hooks?.['astro:build:done'];
  if (!hooks || !done) return;
  hooks['astro:build:done'] = (build) =>
    done({ ...build, pages: build.pages.filter(({ pathname }) => isKept(pathname)) });
}
