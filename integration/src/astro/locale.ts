import type { AstroConfig } from 'astro';

/**
 * Below what pages have to stand in a site whose every address names its locale (`prefixDefaultLocale: true`): such as
 * `/en`. Elsewhere nothing. Astro answers 404 for any other page of such a site; endpoints are free.
 */
export function localePrefix(i18n: AstroConfig['i18n']): string {
  const { routing } = i18n ?? {};
  return i18n && typeof routing === 'object' && routing.prefixDefaultLocale ? `/${i18n.defaultLocale}` : '';
}

/** Where the gallery pages live: below the default locale, unless the path names one itself. */
export function localPath(path: string, i18n: AstroConfig['i18n']): string {
  const prefix = localePrefix(i18n);
  const paths = i18n?.locales.map((locale) => (typeof locale === 'string' ? locale : locale.path)) ?? [];
  return prefix && !paths.includes(path.split('/')[1] ?? '') ? prefix + path : path;
}
