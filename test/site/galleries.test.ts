import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from 'api-video-sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSecrets } from '../helpers/secrets.js';
import { astro, createSite, removeSite } from '../helpers/site.js';

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

let sandbox: Sandbox;
let site: string;
let output: string;
/** A video that was created and never uploaded. */
let empty: string;

const page = (path: string) => readFile(join(site, 'dist/client', path, 'index.html'), 'utf8');

/** As an editor does in the dashboard. */
async function createEmptyVideo(): Promise<string> {
  const key = Buffer.from(`${sandbox.env.APIVIDEO_API_KEY}:`).toString('base64');
  const response = await fetch(`${sandbox.apiUrl}/videos`, {
    method: 'POST',
    headers: { authorization: `Basic ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'To come', public: false }),
  });
  return ((await response.json()) as { videoId: string }).videoId;
}

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
  empty = await createEmptyVideo();
  site = await createSite('minimal', {
    'astro.config.mjs': CONFIG,
    'src/authorize.ts': 'export const authorize = () => true;',
    'src/content/galleries/talks.md': file(
      `title: Talks\nvideos: [${TALKS.join(', ')}]\ncover: ./talks.jpg`,
      'Four *talks*.',
    ),
    'src/content/galleries/twice.md': file(
      `title: Zebra\norder: 1\nvideos:\n  - ${TALKS[0]}\n  - ${TALKS[1]}\n  - ${TALKS[0]}`,
    ),
    'src/content/galleries/nothing.md': file('title: Nothing\nselect:\n  tags: [no-such-tag]'),
    'src/content/galleries/soon.md': file(`title: Soon\nvideos:\n  - ${TALKS[0]}\n  - ${empty}`),
    'src/content/galleries/later.md': file(`title: Later\ndraft: true\nvideos: [${TALKS[0]}]`),
    'src/content/galleries/secret.md': file(
      `title: Members\naccess: members\nvideos: [${TALKS[2]}]\ncover: ./canary-cover.jpg`,
    ),
    'src/pages/page.astro':
      '---\nimport { Gallery } from \'astro-vitrine/components\';\n---\n<html lang="en"><body><Gallery id="later" /><Gallery id="twice" /></body></html>',
  });
  const picture = await readFile(new URL('../../sandbox/media/aurora.jpg', import.meta.url));
  for (const name of ['talks.jpg', 'canary-cover.jpg'])
    await writeFile(join(site, 'src/content/galleries', name), picture);
  ({ output } = await astro(site, 'build', sandbox.env));
  expect(output).toContain('Complete!');
});

afterAll(async () => {
  await sandbox?.close();
  if (site) await removeSite(site);
});

describe('a long gallery', () => {
  it('goes on at /2/, with links and a canonical address for each page', async () => {
    const [first, second] = [await page('galleries/talks'), await page('galleries/talks/2')];
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
  it('stands in the index and in social previews', async () => {
    expect(await page('galleries')).toMatch(/<img class="vitrine-cover" src="\/_astro\/talks\.[\w-]+\.jpg"/);
    expect(await page('galleries/talks')).toMatch(
      /og:image" content="https:\/\/films\.example\/_astro\/talks\./,
    );
  });

  it('of a discreet gallery is in no file a visitor can get', async () => {
    expect(await findSecrets([join(site, 'dist/client')], ['canary-cover'])).toEqual([]);
    expect(existsSync(join(site, 'dist/client/galleries/secret/index.html'))).toBe(true);
  });
});

describe('drafts and order', () => {
  it('leave drafts out of a build, and put small numbers first', async () => {
    const index = await page('galleries');
    const titles = [...index.matchAll(/<a href="[^"]*">([^<]+)<\/a>/g)].map(([, title]) => title);
    expect(titles).toEqual(['Zebra', 'Members', 'Nothing', 'Soon', 'Talks']);
    expect(existsSync(join(site, 'dist/client/galleries/later/index.html'))).toBe(false);
    expect((await page('page')).match(/<vitrine-gallery /g)).toHaveLength(1);
  });
});

describe('the end of a build', () => {
  it('sums up, and says with file and line what to look at', () => {
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
  it('is completed by editors: Astro writes its JSON schema', async () => {
    const schema = JSON.parse(await readFile(join(site, '.astro/collections/galleries.schema.json'), 'utf8'));
    expect(JSON.stringify(schema)).toContain('"draft"');
    expect(JSON.stringify(schema)).toContain('"publishedAt"');
  });
});
