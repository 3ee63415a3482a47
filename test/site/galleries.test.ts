import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from 'api-video-sandbox';
import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { findSecrets } from '../helpers/secrets.js';
import { buildSite } from '../helpers/site.js';

const TALKS = [
  'viU4poCVzwFMdHj8OgHqDd2a',
  'viQ7362qJLCtIPjcok1O6FIJ',
  'vibPuz8VBFQ5mZAseOAihJy5',
  'vi1KcQYJcA0jAfWSJb8Z77rF',
];
const CONFIG = `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  site: 'https://films.example',
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine({ perPage: 3, authorize: './src/authorize.ts' })],
};`;
const file = (front: string, body = '') => `---\n${front}\n---\n${body}`;

/** As an editor does in the dashboard. */
async function createEmptyVideo(sandbox: Sandbox): Promise<string> {
  const key = Buffer.from(`${sandbox.env.APIVIDEO_API_KEY}:`).toString('base64');
  const response = await fetch(`${sandbox.apiUrl}/videos`, {
    method: 'POST',
    headers: { authorization: `Basic ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'To come', public: false }),
  });
  return ((await response.json()) as { videoId: string }).videoId;
}

const galleryFile = (name: string) => `src/content/galleries/${name}.md`;

const it = siteTest({
  files: {
    'astro.config.mjs': CONFIG,
    'src/authorize.ts': 'export const authorize = () => true;',
    [galleryFile('talks')]: file(
      `title: Talks\nvideos: [${TALKS.join(', ')}]\ncover: ./talks.jpg`,
      'Four *talks*.',
    ),
    [galleryFile('twice')]: file(
      `title: Zebra\norder: 1\nvideos:\n  - ${TALKS[0]}\n  - ${TALKS[1]}\n  - ${TALKS[0]}`,
    ),
    [galleryFile('nothing')]: file('title: Nothing\nselect:\n  tags: [no-such-tag]'),
    [galleryFile('later')]: file(`title: Later\ndraft: true\nvideos: [${TALKS[0]}]`),
    [galleryFile('secret')]: file(
      `title: Members\naccess: members\nvideos: [${TALKS[2]}]\ncover: ./canary-cover.jpg`,
    ),
    'src/pages/page.astro':
      '---\nimport { Gallery } from \'astro-vitrine/components\';\n---\n<html lang="en"><body><Gallery id="later" /><Gallery id="twice" /></body></html>',
  },
})
  /** A video that was created and never uploaded. */
  .extend('empty', { scope: 'file' }, ({ sandbox }) => createEmptyVideo(sandbox))
  .extend('built', { scope: 'file' }, async ({ empty, folder, sandbox }) => {
    const soon = file(`title: Soon\nvideos:\n  - ${TALKS[0]}\n  - ${empty}`);
    await writeFile(join(folder, galleryFile('soon')), soon);
    const picture = await readFile(new URL('../../sandbox/media/aurora.jpg', import.meta.url));
    for (const name of ['talks.jpg', 'canary-cover.jpg'])
      await writeFile(join(folder, 'src/content/galleries', name), picture);
    return { folder, output: await buildSite(folder, sandbox.env) };
  })
  .extend(
    'html',
    async ({ built }) =>
      (path: string) =>
        readFile(join(built.folder, 'dist/client', path, 'index.html'), 'utf8'),
  );

describe('a long gallery', () => {
  it('goes on at /2/, with links and a canonical address for each page', async ({ html }) => {
    const [first, second] = [await html('galleries/talks'), await html('galleries/talks/2')];
    const count = (html: string) => html.match(/<vitrine-video /g)?.length;
    expect([count(first), count(second)]).toEqual([3, 1]);
    expect(first).toContain('<link rel="canonical" href="https://films.example/galleries/talks/">');
    expect(first).toContain('<link rel="next" href="/galleries/talks/2/">');
    expect(first).not.toContain('rel="prev"');
    expect(second).toContain('<link rel="canonical" href="https://films.example/galleries/talks/2/">');
    expect(second).toContain('<a href="/galleries/talks/" rel="prev">');
    expect(first).toContain('Four <em>talks</em>.');
    expect(second).not.toContain('Four <em>talks</em>.');
  });
});

describe('a cover', () => {
  it('stands in the index and in social previews', async ({ html }) => {
    expect(await html('galleries')).toMatch(/<img class="vitrine-cover" src="\/_astro\/talks\.[\w-]+\.jpg"/);
    expect(await html('galleries/talks')).toMatch(
      /og:image" content="https:\/\/films\.example\/_astro\/talks\./,
    );
  });

  it('of a discreet gallery is in no file a visitor can get', async ({ built: { folder } }) => {
    expect(await findSecrets([join(folder, 'dist/client')], ['canary-cover'])).toEqual([]);
    expect(existsSync(join(folder, 'dist/client/galleries/secret/index.html'))).toBe(true);
  });
});

describe('drafts and order', () => {
  it('leave drafts out of a build, and put small numbers first', async ({ built: { folder }, html }) => {
    const index = await html('galleries');
    const [, list = ''] = index.split('class="vitrine-index"');
    const titles = [...list.matchAll(/<a href="[^"]*">([^<]+)<\/a>/g)].map(([, title]) => title);
    expect(titles).toEqual(['Zebra', 'Members', 'Nothing', 'Soon', 'Talks']);
    expect(existsSync(join(folder, 'dist/client/galleries/later/index.html'))).toBe(false);
    expect((await html('page')).match(/<vitrine-gallery /g)).toHaveLength(1);
  });
});

describe('the end of a build', () => {
  it('sums up, and says with file and line what to look at', ({ built: { output }, empty }) => {
    expect(output).toContain(
      '5 galleries with 5 videos; of 25 in the account 20 are private, 5 public, 20 in no gallery, 1 not yet playable',
    );
    expect(output).toContain(
      `src/content/galleries/twice.md:5 names ${TALKS[0]} twice; the second one is left out.`,
    );
    expect(output).toContain(
      `src/content/galleries/soon.md:5 shows ${empty} (To come), which is not yet playable`,
    );
    expect(output).toContain(
      'src/content/galleries/nothing.md:3 finds no video: check its tags, metadata and title.',
    );
  });
});

describe('front matter', () => {
  it('is completed by editors: Astro writes its JSON schema', async ({ built: { folder } }) => {
    const schema = JSON.parse(
      await readFile(join(folder, '.astro/collections/galleries.schema.json'), 'utf8'),
    );
    expect(JSON.stringify(schema)).toContain('"draft"');
    expect(JSON.stringify(schema)).toContain('"publishedAt"');
  });
});
