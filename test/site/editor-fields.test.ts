import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { astro, serve } from '../helpers/site.js';

const TALKS = ['viU4poCVzwFMdHj8OgHqDd2a', 'viQ7362qJLCtIPjcok1O6FIJ'] as const;
const DAY = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY).toISOString();

const CONFIG = `import node from '@astrojs/node';
import sitemap from '@astrojs/sitemap';
import vitrine from 'astro-vitrine';
export default {
  site: 'https://example.org',
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [sitemap(), vitrine()],
};`;

const gallery = (front: string) => `---\n${front}\n---\n`;
const listed = `videos: [${TALKS.join(', ')}]`;

const it = siteTest({
  files: {
    'astro.config.mjs': CONFIG,
    'src/content/galleries/open.md': gallery(
      `title: Open\naliases: [was-open, /galleries/2025/open/]\n${listed}`,
    ),
    'src/content/galleries/secret.md': gallery(`title: Secret\nunlisted: true\n${listed}`),
    'src/content/galleries/later.md': gallery(`title: Later\npublishAt: ${daysFromNow(3)}\n${listed}`),
    'src/content/galleries/was.md': gallery(`title: Was\nunpublishAt: 2026-01-01\n${listed}`),
    'src/content/galleries/ends.md': gallery(
      `title: Ends\npublishAt: 2026-01-01\nunpublishAt: ${daysFromNow(3)}\n${listed}`,
    ),
    'src/content/galleries/part.md': gallery(
      `title: Part\nvideos:\n  - ${TALKS[0]}\n  - { id: ${TALKS[1]}, hidden: true }`,
    ),
    'src/content/galleries/timed.md': gallery(
      `title: Timed\nvideos:\n  - { id: ${TALKS[0]}, unpublishAt: ${daysFromNow(3)} }\n  - { id: ${TALKS[1]}, publishAt: ${daysFromNow(3)} }\n  - { id: viNobodyKnowsThisOne123, unpublishAt: 2026-01-01 }`,
    ),
    'src/content/galleries/all.md': gallery('title: All\nselect: { sort: title }'),
    'src/content/galleries/most.md': gallery(
      `title: Most\nselect: { sort: title }\nexclude:\n  - ${TALKS[0]}\n  - viNobodyKnowsThisOne123`,
    ),
  },
});

const page = (folder: string, path: string) =>
  readFile(join(folder, 'dist/client', path, 'index.html'), 'utf8');
const idsOn = (html: string) => [...html.matchAll(/<li data-video="([^"]+)"/g)].map(([, id]) => id);
const grantsOn = (html: string) =>
  [...html.matchAll(/ grant="([^"]+)"/g)].map(([, grant]) => grant as string);

describe('a gallery', () => {
  it('with `hidden` shows the others', async ({ built: { folder } }) => {
    expect(idsOn(await page(folder, 'galleries/part'))).toEqual([TALKS[0]]);
  });

  it('with `exclude` shows what its query finds besides, and says what it does not find', async ({
    built: { folder, output },
  }) => {
    const all = idsOn(await page(folder, 'galleries/all'));
    expect(all).toContain(TALKS[0]);
    expect(idsOn(await page(folder, 'galleries/most'))).toEqual(all.filter((id) => id !== TALKS[0]));
    expect(output).toMatch(/most\.md:6 excludes viNobodyKnowsThisOne123, which its `select:` does not find/);
  });

  it('that is `unlisted` has a page, and stands in no index, sitemap or search engine', async ({
    built: { folder },
  }) => {
    expect(await page(folder, 'galleries/secret')).toContain('<meta name="robots" content="noindex"');
    expect(await page(folder, 'galleries/open')).not.toContain('noindex');
    const index = await page(folder, 'galleries');
    expect(index).toContain('href="/galleries/open/"');
    expect(index).not.toContain('secret');
    const sitemap = await readFile(join(folder, 'dist/client/sitemap-0.xml'), 'utf8');
    expect(sitemap).toContain('https://example.org/galleries/open/');
    expect(sitemap).not.toMatch(/secret|was-open|2025/);
  });

  it('is found at its old addresses', async ({ built: { folder } }) => {
    for (const path of ['galleries/was-open', 'galleries/2025/open'])
      expect(await page(folder, path)).toMatch(/http-equiv="refresh" content="0;url=\/galleries\/open\/"/);
  });

  it('is there between its dates, and the build says when to build again', async ({
    built: { folder, output },
  }) => {
    expect(idsOn(await page(folder, 'galleries/ends'))).toEqual(TALKS);
    for (const path of ['later', 'was'])
      await expect(page(folder, `galleries/${path}`)).rejects.toThrow('ENOENT');
    const index = await page(folder, 'galleries');
    expect(index).toContain('>Ends<');
    expect(index).not.toMatch(/>(Later|Was)</);
    expect(output).toMatch(/later\.md is there from \S+Z on: build the site then/);
    expect(output).toMatch(/ends\.md is there until \S+Z: no private video of it plays from then on/);
    expect(output).not.toContain('was.md');
  });

  it('shows a listed video between its own dates', async ({ built: { folder, output } }) => {
    expect(idsOn(await page(folder, 'galleries/timed'))).toEqual([TALKS[0]]);
    expect(output).toMatch(
      /timed\.md:4 shows \S+ \(.+\) until \S+Z: if it is private it does not play from then on/,
    );
    expect(output).toMatch(/timed\.md:5 shows \S+ \(.+\) from \S+Z on: build the site then, and it is there/);
  });

  it('gives no tokens once it is over, from pages that were built before', async ({
    built: { folder },
    sandbox,
    onTestFinished,
  }) => {
    const [grant = ''] = grantsOn(await page(folder, 'galleries/ends'));
    const [other = ''] = grantsOn(await page(folder, 'galleries/open'));
    const [timed = ''] = grantsOn(await page(folder, 'galleries/timed'));
    const statuses = async (days: number) => {
      const later = `const now = Date.now; Date.now = () => now() + ${days * DAY};`;
      const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(later)}`;
      const site = await serve(folder, { ...sandbox.env, NODE_OPTIONS });
      onTestFinished(site.close);
      const answer = await fetch(`${site.url}/_vitrine/tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify({ grants: [grant, other, timed] }),
      });
      const { videos: results } = (await answer.json()) as {
        videos: { status: string; expiresIn?: number }[];
      };
      const watch = await fetch(`${site.url}/_vitrine/watch/${grant}`, {
        method: 'POST',
        headers: { origin: site.url },
      });
      return { results, watch: watch.status };
    };
    const before = await statuses(2.5);
    expect(before.results.map(({ status }) => status)).toEqual(['ready', 'ready', 'ready']);
    // The page drops it when the gallery ends, not a day later.
    expect(before.results[0]?.expiresIn).toBeLessThanOrEqual(DAY / 2000);
    expect(before.results[1]?.expiresIn).toBeGreaterThan(DAY / 2000);
    expect(before.watch).toBe(200);
    const after = await statuses(3.5);
    expect(after.results.map(({ status }) => status)).toEqual(['gone', 'ready', 'gone']);
    expect(after.watch).toBe(404);
  });
});

describe('the cover of a gallery', () => {
  const indexWith = async (folder: string) => {
    const html = await readFile(join(folder, 'dist/client/galleries/index.html'), 'utf8');
    return new Map(
      [...html.matchAll(/<img class="vitrine-cover" src="([^"]+)"[^>]*>\s*<a[^>]*>([^<]+)</g)].map(
        ([, src, title]) => [title, src as string],
      ),
    );
  };

  it('may be a video, a picture of public/, or an address', async ({ makeSite, onTestFinished, sandbox }) => {
    const answer = await fetch(`${sandbox.apiUrl}/videos?pageSize=100`, {
      headers: { authorization: `Basic ${btoa(`${sandbox.apiKey}:`)}` },
    });
    const { data } = (await answer.json()) as {
      data: { videoId: string; public: boolean; assets: { thumbnail: string } }[];
    };
    const open = data.find((video) => video.public);
    const folder = await makeSite({
      'public/uploads/c.jpg': 'a picture',
      'src/content/galleries/private.md': gallery(`title: Private\ncover: ${TALKS[0]}\n${listed}`),
      'src/content/galleries/pasted.md': gallery(
        `title: Pasted\ncover: https://embed.api.video/vod/${TALKS[1]}?token=0f0e8c9b-1111-4222-8333-444455556666\n${listed}`,
      ),
      'src/content/galleries/public.md': gallery(`title: Public\ncover: ${open?.videoId}\n${listed}`),
      'src/content/galleries/file.md': gallery(`title: File\ncover: /uploads/c.jpg\n${listed}`),
      'src/content/galleries/address.md': gallery(
        `title: Address\ncover: https://example.org/c.jpg\n${listed}`,
      ),
      'src/content/galleries/discreet.md': gallery(
        `title: Discreet\ndiscreet: true\ncover: ${TALKS[0]}\n${listed}`,
      ),
    });
    const { code, output } = await astro(folder, 'build', sandbox.env);
    expect(output).not.toContain('0f0e8c9b');
    expect(code).toBe(0);
    const covers = await indexWith(folder);
    expect([...covers.keys()]).toEqual(['Address', 'File', 'Pasted', 'Private', 'Public']);
    expect(covers.get('File')).toBe('/uploads/c.jpg');
    expect(covers.get('Address')).toBe('https://example.org/c.jpg');
    expect(covers.get('Public')).toBe(open?.assets.thumbnail);
    const site = await serve(folder, sandbox.env);
    onTestFinished(site.close);
    for (const title of ['Private', 'Pasted']) {
      const picture = await fetch(site.url + covers.get(title));
      expect(picture.headers.get('content-type')).toMatch(/^image\//);
    }
  });
});

describe('a build stops', () => {
  it.for([
    [
      'a cover that is no file',
      'talks.md',
      `title: T\ncover: /uploads/none.jpg\n${listed}`,
      'talks.md:3 has the cover /uploads/none.jpg, and there is no such file in public/',
    ],
    [
      'a cover of a video that nobody knows',
      'talks.md',
      `title: T\ncover: viNobodyKnowsThisOne123\n${listed}`,
      'viNobodyKnowsThisOne123',
    ],
    [
      'an old address that is a page',
      'talks.md',
      `title: T\naliases: [open]\n${listed}`,
      'pages want the address /galleries/open/',
    ],
    [
      'an end before the beginning',
      'talks.md',
      `title: T\npublishAt: 2026-05-02\nunpublishAt: 2026-05-01\n${listed}`,
      'talks.md:4',
    ],
    [
      '`exclude` without `select`',
      'talks.md',
      `title: T\nexclude: [${TALKS[0]}]\n${listed}`,
      '`exclude:` goes with `select:`',
    ],
    [
      'a date that is none',
      'talks.md',
      `title: T\npublishAt: soon\n${listed}`,
      'write a day or a time, such as 2026-09-01',
    ],
    [
      'an alias that is a whole address',
      'talks.md',
      `title: T\naliases: ["https://example.org/a"]\n${listed}`,
      'write an address below the galleries',
    ],
  ] as const)('for %s', async ([, name, front, told], { makeSite, sandbox }) => {
    const folder = await makeSite({
      [`src/content/galleries/${name}`]: gallery(front),
      'src/content/galleries/open.md': gallery(`title: Open\n${listed}`),
    });
    const { code, output } = await astro(folder, 'build', sandbox.env);
    expect(code).not.toBe(0);
    expect(output).toContain(told);
  });
});
