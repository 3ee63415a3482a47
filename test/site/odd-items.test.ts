import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { type Item, startOddAccount } from '../helpers/odd-account.js';
import { astro, buildSite } from '../helpers/site.js';

/** Private ones. */
const GOOD = 'viU4poCVzwFMdHj8OgHqDd2a';
const UNREAD = 'viQ7362qJLCtIPjcok1O6FIJ';
const NULLS = 'vibPuz8VBFQ5mZAseOAihJy5';

/** A public video whose addresses are elsewhere, and one that has none yet. */
let elsewhere: string;
let coming: string;

function oddly(item: Item): Item {
  const { assets, videoId } = item;
  if (videoId === UNREAD) return { ...item, public: 'no', title: 'Talk\n[ERROR] forged \u001b[31m' };
  if (videoId === NULLS)
    return {
      ...item,
      title: null,
      tags: [null],
      metadata: [{ key: 'year', value: null }],
      assets: { mp4: null },
    };
  if (videoId === elsewhere) return { ...item, assets: { ...assets, player: 'https://films.example/vod/x' } };
  if (videoId === coming) return { ...item, assets: null };
  return item;
}

const it = siteTest()
  .extend('account', { scope: 'file' }, async ({ sandbox }, { onCleanup }) => {
    const account = await startOddAccount(sandbox, (items) => {
      const shown = items.filter((item) => item.public);
      elsewhere ??= shown[0]?.videoId;
      coming ??= shown[1]?.videoId;
      return [...items.map(oddly), null];
    });
    onCleanup(account.close);
    return account;
  })
  /** Writes the file of a gallery, and gives its path. */
  .extend('gallery', async ({ folder }) => async (name: string, ...ids: string[]) => {
    const file = join(folder, `src/content/galleries/${name}.md`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `---\ntitle: ${name}\nvideos:\n${ids.map((id) => `  - ${id}\n`).join('')}---\n`);
    return file;
  });

it('a build goes on whatever the items are that no gallery places, and names what it cannot read', async ({
  account,
  folder,
  gallery,
}) => {
  await gallery('good', GOOD, NULLS);
  const output = await buildSite(folder, account.env);
  expect(output.match(/\[WARN\].*cannot be read and is left out: [^ ]+/g)).toHaveLength(2);
  expect(output).toContain(`is left out: ${UNREAD} (`);
  expect(output).toContain('/galleries/good/index.html');
  expect(output).toContain('(Talk [ERROR] forged \ufffd[31m)');
  const html = await readFile(join(folder, 'dist/client/galleries/good/index.html'), 'utf8');
  expect(html.match(/<li data-video/g)).toHaveLength(2);
  expect(html).not.toContain('vitrine-card-discreet');
});

it.for<[string, () => string, string]>([
  [
    'that cannot be read',
    () => UNREAD,
    'names a video that api.video lists, but whose entry there cannot be read',
  ],
  [
    'with addresses that cannot be used',
    () => elsewhere,
    'whose addresses cannot be used: An asset of video',
  ],
])(
  'a gallery that places one %s stops it, with file and line',
  async ([, id, why], { account, folder, gallery }) => {
    const bad = await gallery('bad', GOOD, id());
    const { code, output } = await astro(folder, 'build', account.env);
    await rm(bad);
    expect(code).not.toBe(0);
    expect(output).toMatch(/src\/content\/galleries\/bad\.md:5 (names|shows)/);
    expect(output).toContain(why);
  },
);

it('a public video without addresses yet stands in its gallery, to be asked for', async ({
  account,
  folder,
  gallery,
}) => {
  await gallery('coming', GOOD, coming);
  await buildSite(folder, account.env);
  const html = await readFile(join(folder, 'dist/client/galleries/coming/index.html'), 'utf8');
  expect(html).toMatch(new RegExp(`<vitrine-video video="${coming}" grant="[^"]+"`));
});
