import { startSandbox } from 'api-video-sandbox';
import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { thisRun } from '../../../integration/src/astro/internals/this-run.js';
import { siteModules } from '../../../integration/src/astro/virtual-modules.js';
import { gallerySchema } from '../../../integration/src/content/gallery-schema.js';
import { createVideoLoader } from '../../../integration/src/content/loader.js';
import { indexCatalogue } from '../../../integration/src/galleries/catalogue-index.js';
import { requireAuthorize } from '../../../integration/src/galleries/diagnostics/require-authorize.js';
import { placeVideos } from '../../../integration/src/galleries/resolve.js';
import { parseOptions } from '../../../integration/src/options.js';
import { startHttpServer } from '../../../sandbox/test/helpers/http-server.js';

/** What somebody reads who made a mistake: the message and its hint. */
async function told(act: () => unknown): Promise<string> {
  try {
    await act();
    return 'nothing';
  } catch (error) {
    const { message, hint } = error as { message: string; hint?: string };
    return hint ? `${message}\n→ ${hint}` : message;
  }
}

const options = (given: unknown) => () => parseOptions(given);

const schema = gallerySchema()({ image: () => z.never() });
/** Astro puts the file in front of these, and each field on a line of its own. */
const frontMatter = (data: unknown) => () => {
  const { error } = schema.safeParse(data);
  if (error)
    throw new Error(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
};

const video = (id: string, position: number) => ({
  id,
  data: { title: `Talk ${position}`, description: '', public: false, tags: [], metadata: {}, position },
});
const catalogue = indexCatalogue([
  video('vi4k0jvEUuaTdRAEjQ4Jfrgz', 0),
  video('vi7DdKq2mWcXz0ybT9Lh5Nsa', 1),
]);
const gallery = (front: object) => ({ id: 'summit', data: schema.parse({ title: 'Summit', ...front }) });

function load(secrets: Record<string, string>) {
  thisRun().command = 'build';
  const loader = createVideoLoader((name) => secrets[name]);
  const silent = { info() {}, warn() {}, error() {} };
  return loader.load({
    logger: silent,
    store: new Map(),
    meta: new Map(),
    parseData: () => ({}),
    generateDigest: () => '',
  } as never);
}

describe('a developer who', () => {
  it.each<[string, unknown]>([
    ['misspells an option', { paht: '/films' }],
    ['forgets the slash of path', { path: 'films' }],
    ['ends path with a slash', { path: '/films/' }],
    ['writes a URL for a host', { hosts: ['https://vod.example.com'] }],
    ['writes text for a switch', { pages: 'false' }],
    ['misspells a choice', { thumbnails: 'proxy' }],
    ['asks for no videos on a page', { perPage: 0 }],
    ['nests an option wrongly', { pool: 50 }],
    ['gives a function for a file', { authorize: () => true }],
    ['misspells a label', { labels: { bussy: 'Wait' } }],
    ['sends visitors elsewhere to sign in', { signIn: 'https://login.example.com' }],
  ])('%s', async (name, given) => {
    expect(await told(options(given))).toMatchSnapshot(name);
  });

  it.each(['layout', 'card', 'authorize', 'events'])(
    'names a file for %s that is not there',
    async (option) => {
      const given = parseOptions({ [option]: './src/missing.ts' });
      expect(await told(() => siteModules(given, new URL('file:///site/'), 'secret'))).toMatchSnapshot(
        option,
      );
    },
  );

  it('builds without a key', async () => {
    expect(await told(() => load({}))).toMatchSnapshot('no key');
  });

  it('builds with a wrong key, or the key of the other environment', async () => {
    const sandbox = await startSandbox();
    const message = await told(() => load({ ...sandbox.env, APIVIDEO_API_KEY: 'other-environment' }));
    await sandbox.close();
    expect(message.replaceAll(sandbox.apiUrl, 'API')).toMatchSnapshot('wrong key');
  });

  it('names an address where nothing listens', async () => {
    const closed = await startHttpServer(() => {});
    await closed.close();
    const message = await told(() => load({ APIVIDEO_API_KEY: 'k', APIVIDEO_API_URL: closed.url }));
    expect(message.replaceAll(closed.url, 'API')).toMatchSnapshot('nothing listens');
  }, 30_000);

  it('names an address where a page answers', async () => {
    const page = await startHttpServer((_request, response) => response.end('<html></html>'));
    const message = await told(() => load({ APIVIDEO_API_KEY: 'k', APIVIDEO_API_URL: page.url }));
    await page.close();
    expect(message.replaceAll(page.url, 'API')).toMatchSnapshot('a page answers');
  });

  it.each([
    ['a path', (url: string) => ({ APIVIDEO_API_KEY: 'k', APIVIDEO_API_URL: `${url}/v1` })],
    ['a query', (url: string) => ({ APIVIDEO_API_KEY: 'k', APIVIDEO_API_URL: `${url}/?v=1` })],
    ['a key of two lines', (url: string) => ({ APIVIDEO_API_KEY: 'k\nk', APIVIDEO_API_URL: url })],
    ['a key in quotes', (url: string) => ({ APIVIDEO_API_KEY: '"k"', APIVIDEO_API_URL: url })],
  ])('writes %s, before anybody is asked', async (name, secrets) => {
    let calls = 0;
    const nobody = await startHttpServer((_request, response) => {
      calls++;
      response.writeHead(404).end('{}');
    });
    const message = await told(() => load(secrets(nobody.url)));
    await nobody.close();
    expect(calls).toBe(0);
    expect(message).toMatchSnapshot(name);
  });

  it('writes something that is no address', async () => {
    expect(await told(() => load({ APIVIDEO_API_KEY: 'k', APIVIDEO_API_URL: 'api.video' }))).toMatchSnapshot(
      'no address',
    );
  });
});

describe('an editor who', () => {
  it.each<[string, unknown]>([
    ['forgets the title', { videos: ['viA'] }],
    ['writes neither list nor query', { title: 'T' }],
    ['writes both', { title: 'T', videos: ['viA'], select: {} }],
    ['pastes a link to another page', { title: 'T', videos: ['https://example.com/films?token=secret'] }],
    ['leaves the list empty', { title: 'T', videos: [] }],
    ['misspells a key', { title: 'T', videos: ['viA'], acess: 'members' }],
    ['misspells a key of a video', { title: 'T', videos: [{ id: 'viA', titel: 'Opening' }] }],
    ['sorts by something else', { title: 'T', select: { sort: 'date' } }],
    ['writes one tag without a list', { title: 'T', select: { tags: 'talks' } }],
    ['limits to nothing', { title: 'T', select: { limit: 0 } }],
    ['writes yes for a draft', { title: 'T', videos: ['viA'], draft: 'yes' }],
  ])('%s', async (name, data) => {
    expect(await told(frontMatter(data))).toMatchSnapshot(name);
  });

  it('mistypes an id', async () => {
    const act = () => placeVideos(gallery({ videos: ['vi4k0jvEUuaTdRAEjQ4Jfrgx'] }), catalogue);
    expect(await told(act)).toMatchSnapshot('mistyped');
  });

  it.each([
    ['Talk 0', 'is the title of one video'],
    [' talk  1 ', 'is the title in other letters'],
    ['Tallk 0', 'is nearly a title'],
  ])('writes %j, which %s', async (written) => {
    const act = () => placeVideos(gallery({ videos: ['vi4k0jvEUuaTdRAEjQ4Jfrgz', written] }), catalogue);
    expect(await told(act)).toMatchSnapshot(written);
  });

  it('names videos of another account', async () => {
    const act = () =>
      placeVideos(
        gallery({ videos: ['viXXXXXXXXXXXXXXXXXXXXXX', 'viYYYYYYYYYYYYYYYYYYYYYY'] }),
        indexCatalogue([]),
      );
    expect(await told(act)).toMatchSnapshot('other account');
  });

  it('names videos of the other environment', async () => {
    const act = () =>
      placeVideos(gallery({ videos: ['viXXXXXXXXXXXXXXXXXXXXXX', 'viYYYYYYYYYYYYYYYYYYYYYY'] }), catalogue);
    expect(await told(act)).toMatchSnapshot('other environment');
  });

  it('lets members in where nothing decides who they are', async () => {
    expect(
      await told(() => requireAuthorize('src/content/galleries/summit.md', 'members', false)),
    ).toMatchSnapshot('no rule');
  });
});
