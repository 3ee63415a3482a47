import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';

const [TRAILER, TOUR, TALK] = [
  'viqmTCjmDgYPIg4MHXc4mkv3',
  'vihLZpx6M7U9INVwFl4Gsody',
  'viU4poCVzwFMdHj8OgHqDd2a',
];
const page = (body: string) =>
  `---\nimport { Gallery, Video } from 'astro-vitrine/components';\n---\n<html lang="en"><body>${body}</body></html>`;
const single = (id: string) => `<Video id="${id}" access="public" />`;

const it = siteTest({
  files: {
    'src/content/galleries/open.md': `---\ntitle: Open\nvideos: [${TRAILER}, ${TOUR}]\n---\n`,
    'src/pages/private.astro': page(single(TALK)),
    'src/pages/several.astro': page(`${single(TALK)}${single(TRAILER)}<Gallery id="open" />`),
    'src/pages/none.astro': page('Nothing.'),
  },
}).extend(
  'html',
  async ({ built }) =>
    (path: string) =>
      readFile(join(built.folder, 'dist/client', path, 'index.html'), 'utf8'),
);

const pictures = (html: string) => [...html.matchAll(/<img\b[^>]*>/g)].map(([tag]) => tag);
const preconnects = (html: string) =>
  [...html.matchAll(/<link rel="preconnect" href="([^"]+)">/g)].map(([, origin]) => origin);

describe('a page with videos', () => {
  it('names the host of its pictures, and the script, before the cards', async ({ html, sandbox }) => {
    for (const path of ['galleries/open', 'private', 'several']) {
      const text = await html(path);
      expect(preconnects(text)).toEqual([sandbox.mediaUrl]);
      for (const early of ['rel="preconnect"', '<script type="module" src="/_astro/'])
        expect(text.indexOf(early)).toBeLessThan(text.indexOf('<ul class="vitrine-grid"'));
    }
  });

  it('loads the pictures of its first gallery at once, and no others', async ({ html }) => {
    const open = pictures(await html('galleries/open'));
    expect(open).toHaveLength(2);
    for (const tag of open) expect(tag).toContain(' loading="eager" fetchpriority="high"');
    const several = pictures(await html('several'));
    expect(several).toHaveLength(3);
    for (const tag of several) expect(tag).toMatch(/ loading="lazy" decoding/);
  });
});

it('leaves other pages as they are', async ({ html }) => {
  expect(preconnects(await html('none'))).toEqual([]);
  expect(await html('none')).not.toContain('<script');
});
