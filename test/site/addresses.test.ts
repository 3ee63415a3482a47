import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { astro, buildSite, dev, serve } from '../helpers/site.js';

const TALKS = ['viU4poCVzwFMdHj8OgHqDd2a', 'viQ7362qJLCtIPjcok1O6FIJ'];
const [NFC, NFD] = ['\u00e9t\u00e9', 'e\u0301te\u0301'];
const CONFIG = `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine({ perPage: 1 })],
};`;

/** The files of a site with galleries, each of two pages. */
const siteWith = (...names: string[]) => ({
  'astro.config.mjs': CONFIG,
  ...Object.fromEntries(
    names.map((name) => [
      `src/content/galleries/${name}.md`,
      `---\ntitle: ${name}\nvideos: [${TALKS.join(', ')}]\n---\n`,
    ]),
  ),
});

const it = siteTest();

describe('a build stops where two files want one address, and names both', () => {
  it.for([
    [
      'a page of a long gallery',
      ['talks', 'talks/2'],
      '/galleries/talks/2/',
      ['talks.md, its page 2', 'talks/2.md'],
    ],
    ['the list of all galleries', ['talks', 'index'], '/galleries/index/', ['index.md']],
    [
      'a file and the index of a folder',
      ['talks', 'talks/index'],
      '/galleries/talks/',
      ['talks.md', 'talks/index.md'],
    ],
    [
      'two spellings of one name',
      [NFC, NFD],
      `/galleries/${NFC}/`,
      [`${NFC}.md`, `${NFD}.md, with its accents`],
    ],
  ] as const)('%s', async ([, names, address, files], { makeSite, sandbox }) => {
    const { code, output } = await astro(await makeSite(siteWith(...names)), 'build', sandbox.env);
    expect(code).not.toBe(0);
    expect(output).toContain('pages want the address /galleries/');
    if (!names.some((name) => name === 'index')) expect(output).toContain(`want the address ${address}`);
    for (const file of files) expect(output).toContain(`src/content/galleries/${file}`);
    expect(output).toContain('Rename one of the files');
  });
});

it('in development the page of that address says so, and others go on', async ({ makeSite, sandbox }) => {
  const running = await dev(await makeSite(siteWith('talks', 'talks/2', 'films')), sandbox.env);
  onTestFinished(running.close);
  const page = async (path: string) => {
    const response = await fetch(`${running.url}/galleries/${path}`);
    return { status: response.status, html: await response.text() };
  };
  const taken = await page('talks/2/');
  expect(taken.status).toBe(500);
  expect(running.output() + taken.html).toContain('2 pages want the address /galleries/talks/2/');
  for (const path of ['', 'talks/', 'films/', 'films/2/']) expect((await page(path)).status).toBe(200);
});

it('a file named in the other spelling of Unicode has the same address and links, and is found by either', async ({
  makeSite,
  sandbox,
}) => {
  const made = await makeSite({
    ...siteWith(NFD),
    'src/pages/two.astro': `---\nimport { Gallery } from 'astro-vitrine/components';\n---\n<html lang="fr"><body><Gallery id="${NFC}" /><Gallery id="${NFD}" /></body></html>`,
  });
  await buildSite(made, sandbox.env);
  const client = join(made, 'dist/client');
  expect(await readdir(join(client, 'galleries'))).toContain(NFC);
  expect(await readFile(join(client, 'galleries/index.html'), 'utf8')).toContain(`href="/galleries/${NFC}/"`);
  expect(await readFile(join(client, `galleries/${NFC}/index.html`), 'utf8')).toContain(
    `/galleries/${NFC}/2/`,
  );
  expect((await readFile(join(client, 'two/index.html'), 'utf8')).match(/<vitrine-gallery/g)).toHaveLength(2);
  const running = await serve(made, sandbox.env);
  onTestFinished(running.close);
  for (const path of [`${NFC}/`, `${NFC}/2/`])
    expect((await fetch(`${running.url}/galleries/${encodeURI(path)}`)).status).toBe(200);
});
