import { describe, expect, it } from 'vitest';
import { pageUrl, routeUrl, type SiteUrls } from '../../../integration/src/contract/urls.js';

const site = (
  base: string,
  trailingSlash: SiteUrls['trailingSlash'],
  format: SiteUrls['format'] = 'directory',
) => ({
  base,
  trailingSlash,
  format,
});

describe('routeUrl', () => {
  it.each([
    [site('/', 'ignore'), '/_vitrine/tokens'],
    [site('/docs', 'never'), '/docs/_vitrine/tokens'],
    [site('/docs/', 'always'), '/docs/_vitrine/tokens/'],
  ])('needs no redirect under %o', (urls, expected) => {
    expect(routeUrl(urls, '/_vitrine/tokens')).toBe(expected);
  });
});

describe('pageUrl', () => {
  it.each([
    [site('/', 'ignore'), '/galleries/a/'],
    [site('/', 'ignore', 'file'), '/galleries/a'],
    [site('/docs', 'never'), '/docs/galleries/a'],
    [site('/docs/', 'always', 'file'), '/docs/galleries/a/'],
  ])('needs no redirect under %o', (urls, expected) => {
    expect(pageUrl(urls, '/galleries/a')).toBe(expected);
  });
});
