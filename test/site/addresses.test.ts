import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from 'api-video-sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { astro, createSite, dev, removeSite, serve } from '../helpers/site.js';

const TALKS = ['viU4poCVzwFMdHj8OgHqDd2a', 'viQ7362qJLCtIPjcok1O6FIJ'];
const [NFC, NFD] = ['\u00e9t\u00e9', 'e\u0301te\u0301'];
const CONFIG = `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine({ perPage: 1 })],
};`;

/** The files of galleries, each of two pages. */
const galleries = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => [
      `src/content/galleries/${name}.md`,
      `---\ntitle: ${name}\nvideos: [${TALKS.join(', ')}]\n---\n`,
    ]),
  );

let sandbox: Sandbox;
const sites: string[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
});

afterAll(async () => {
  await sandbox.close();
  await Promise.all(sites.map(removeSite));
});

async function site(files: Record<string, string>) {
  const made = await createSite('minimal', { 'astro.config.mjs': CONFIG, ...files });
  sites.push(made);
  return made;
}

describe('a build stops where two files want one address, and names both', () => {
  it.each([
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
  ])('%s', async (_, names, address, files) => {
    const { code, output } = await astro(await site(galleries(...names)), 'build', sandbox.env);
    expect(code).not.toBe(0);
    expect(output).toContain('pages want the address /galleries/');
    if (!names.includes('index')) expect(output).toContain(`want the address ${address}`);
    for (const file of files) expect(output).toContain(`src/content/galleries/${file}`);
    expect(output).toContain('Rename one of the files');
  });
});

it('in development the page of that address says so, and others go on', async () => {
  const running = await dev(await site(galleries('talks', 'talks/2', 'films')), sandbox.env);
  try {
    const page = async (path: string) => {
      const response = await fetch(`${running.url}/galleries/${path}`);
      return { status: response.status, html: await response.text() };
    };
    const taken = await page('talks/2/');
    expect(taken.status).toBe(500);
    expect(running.output() + taken.html).toContain('2 pages want the address /galleries/talks/2/');
    for (const path of ['', 'talks/', 'films/', 'films/2/']) expect((await page(path)).status).toBe(200);
  } finally {
    await running.close();
  }
});

it('a file named in the other spelling of Unicode has the same address and links, and is found by either', async () => {
  const made = await site({
    ...galleries(NFD),
    'src/pages/two.astro': `---\nimport { Gallery } from 'astro-vitrine/components';\n---\n<html lang="fr"><body><Gallery id="${NFC}" /><Gallery id="${NFD}" /></body></html>`,
  });
  const { code, output } = await astro(made, 'build', sandbox.env);
  expect(code, output).toBe(0);
  const client = join(made, 'dist/client');
  expect(await readdir(join(client, 'galleries'))).toContain(NFC);
  expect(await readFile(join(client, 'galleries/index.html'), 'utf8')).toContain(`href="/galleries/${NFC}/"`);
  expect(await readFile(join(client, `galleries/${NFC}/index.html`), 'utf8')).toContain(
    `/galleries/${NFC}/2/`,
  );
  expect((await readFile(join(client, 'two/index.html'), 'utf8')).match(/<vitrine-gallery/g)).toHaveLength(2);
  const running = await serve(made, sandbox.env);
  try {
    for (const path of [`${NFC}/`, `${NFC}/2/`])
      expect((await fetch(`${running.url}/galleries/${encodeURI(path)}`)).status).toBe(200);
  } finally {
    await running.close();
  }
});
