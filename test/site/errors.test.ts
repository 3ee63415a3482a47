import { describe, expect, onTestFinished } from 'vitest';
import { startHttpServer } from '../../sandbox/test/helpers/http-server.js';
import { siteTest } from '../helpers/fixtures.js';
import { astro, type SiteFiles, type Variables } from '../helpers/site.js';

const gallery = (front: string) => ({
  'src/content/galleries/summit.md': `---\ntitle: Summit\n${front}\n---\n`,
});
const SELECT = gallery('select: { tags: [summit-2026] }');

const KEY = Buffer.alloc(32, 1).toString('base64');

/** Builds a site and gives what a developer would read, without the site's own path. */
const it = siteTest().extend(
  'build',
  async ({ makeSite, sandbox }) =>
    async (files: SiteFiles, variables: Variables = sandbox.env, command = 'build') => {
      const site = await makeSite(files);
      const { code, output } = await astro(site, command, variables);
      return { code, output: output.replaceAll(site, '.') };
    },
);

describe('a build stops with a message of its own', () => {
  it('without a key', async ({ build }) => {
    const { code, output } = await build(SELECT, {});
    expect(code).not.toBe(0);
    expect(output).toContain('There is no api.video key, so the videos of this site cannot be listed.');
    expect(output).toContain('APIVIDEO_API_KEY');
    expect(output).toContain('npx vitrine sandbox');
  });

  it('on a wrong key, which it does not repeat', async ({ build, sandbox }) => {
    const { code, output } = await build(SELECT, { ...sandbox.env, APIVIDEO_API_KEY: 'wrong-key-4711' });
    expect(code).not.toBe(0);
    expect(output).toContain('refused the API key. Check APIVIDEO_API_KEY');
    expect(output).not.toContain('wrong-key-4711');
  });

  it.for(['.env', '.env.production'])(
    'on an ASTRO_KEY in %s that can be guessed, which it does not repeat',
    async (file, { build }) => {
      const { code, output } = await build({ ...SELECT, [file]: 'ASTRO_KEY=a-word-and-a-half\n' });
      expect(code).not.toBe(0);
      expect(output).toContain('ASTRO_KEY is not 32 bytes of base64');
      expect(output).toContain('npx astro create-key');
      expect(output).not.toContain('a-word-and-a-half');
    },
  );

  it('on such a key in the environment, whatever the file says', async ({ build, sandbox }) => {
    const files = { ...SELECT, '.env': `ASTRO_KEY=${KEY}\n` };
    const { code, output } = await build(files, { ...sandbox.env, ASTRO_KEY: 'a-word-and-a-half' });
    expect(code).not.toBe(0);
    expect(output).toContain('ASTRO_KEY is not 32 bytes of base64');
    expect(output).not.toContain('a-word-and-a-half');
  });

  it('when the API cannot be reached', async ({ build }) => {
    const closed = await startHttpServer(() => {});
    await closed.close();
    const { code, output } = await build(SELECT, { APIVIDEO_API_KEY: 'k', APIVIDEO_API_URL: closed.url });
    expect(code).not.toBe(0);
    expect(output).toContain('could not be reached (ECONNREFUSED)');
  });

  it('when a gateway answers in HTML', async ({ build }) => {
    const gateway = await startHttpServer((_request, response) => response.end('<html>Maintenance</html>'));
    onTestFinished(gateway.close);
    const { code, output } = await build(SELECT, { APIVIDEO_API_KEY: 'k', APIVIDEO_API_URL: gateway.url });
    expect(code).not.toBe(0);
    expect(output).toContain("something that is not api.video's JSON");
  });

  it('when a gallery names an unknown video: file, id and the nearest ones', async ({ build }) => {
    const { code, output } = await build(gallery('videos: [viko437Q3sCnjscoe6gQDDAm]'));
    expect(code).not.toBe(0);
    expect(output).toContain('src/content/galleries/summit.md:3 names a video that api.video does not know');
    expect(output).toContain('viko437Q3sCnjscoe6gQDDAm - did you mean viko437Q3sCnjscoe6gQDDAn');
  });

  it('when a gallery is for members and nothing decides who they are', async ({ build }) => {
    const { code, output } = await build(gallery('access: members\nselect: { tags: [summit-2026] }'));
    expect(code).not.toBe(0);
    expect(output).toContain('src/content/galleries/summit.md says `access: members`');
    expect(output).toContain('`authorize`');
  });

  describe('when a grant would be too long: file, line, video and how much to cut', () => {
    const ID = 'viko437Q3sCnjscoe6gQDDAn';
    it.for<[string, Record<string, string>, RegExp]>([
      [
        'a caption',
        gallery(
          `discreet: true\nvideos:\n  - viU4poCVzwFMdHj8OgHqDd2a\n  - id: ${ID}\n    caption: ${'é'.repeat(2000)}`,
        ),
        /galleries\/summit\.md:6: the grant of viko437Q3sCnjscoe6gQDDAn \(.+\) is \d+ bytes too long\. Cut \d+ bytes from its `caption`, which takes 4000 \(\d+ characters at its end\)/,
      ],
      [
        '<Video>',
        {
          'src/pages/one.astro': `---\nimport { Video } from 'astro-vitrine/components';\n---\n<html lang="en"><body><Video id="${ID}" access="members" caption={'c'.repeat(4000)} /></body></html>`,
          'src/authorize.ts': 'export const authorize = () => true;',
          'astro.config.mjs': `import node from '@astrojs/node';\nimport vitrine from 'astro-vitrine';\nexport default { adapter: node({ mode: 'standalone' }), session: false, integrations: [vitrine({ authorize: './src/authorize.ts' })] };`,
        },
        /<Video id="viko437Q3sCnjscoe6gQDDAn">: the grant of .* from its `caption`/,
      ],
    ])('%s', async ([, files, message], { build }) => {
      const { code, output } = await build({ ...SELECT, ...files });
      expect(code).not.toBe(0);
      expect(output).toMatch(message);
      expect(output).toContain('A grant holds 3037 bytes');
    });
  });

  it('when front matter is wrong: file, field and what to write', async ({ build }) => {
    const { code, output } = await build(gallery('videos: [https://example.com/films]'));
    expect(code).not.toBe(0);
    expect(output).toContain(
      'src/content/galleries/summit.md:3: the first video: this address names no video',
    );
  });

  it('on a wrong option', async ({ build }) => {
    const config = `import vitrine from 'astro-vitrine';\nexport default { integrations: [vitrine({ paht: '/x' })] };`;
    const { code, output } = await build({ ...SELECT, 'astro.config.mjs': config });
    expect(code).not.toBe(0);
    expect(output).toContain('vitrine: there is no option "paht"');
  });

  it.for([
    [
      'layout',
      'Post.astro',
      'const { title, frontmatter } = Astro.props;\nconst day = frontmatter.pubDate.toISOString();',
      '<p>{day}{title}</p><slot />',
      '',
      /vitrine\.layout: \.\/src\/Post\.astro failed\. .*pubDate[\s\S]*It is given:\s+title: text[\s\S]*"A layout of your own"/,
    ],
    [
      'card',
      'Talk.astro',
      'const { video } = Astro.props;',
      '<p>{video.title.toUpperCase()}</p>',
      'discreet: true',
      /vitrine\.card: \.\/src\/Talk\.astro failed\. .*toUpperCase[\s\S]*It is given:\s+video: \{ kind, id, grant, watchUrl, discreet[\s\S]*"A card of your own"/,
    ],
  ] as const)(
    'on a %s that fails: the option, the file and what it is given',
    async ([option, name, code, html, front, said], { build }) => {
      const { code: exit, output } = await build({
        ...gallery(`select: { tags: [summit-2026] }\n${front}`),
        [`src/${name}`]: `---\n${code}\n---\n${html}\n`,
        'astro.config.mjs': `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default { adapter: node({ mode: 'standalone' }), session: false, integrations: [vitrine({ ${option}: './src/${name}' })] };`,
      });
      expect(exit).not.toBe(0);
      expect(output).toMatch(said);
    },
  );

  it('without an adapter', async ({ build }) => {
    const config = `import vitrine from 'astro-vitrine';\nexport default { integrations: [vitrine()] };`;
    const { code, output } = await build({ ...SELECT, 'astro.config.mjs': config });
    expect(code).not.toBe(0);
    expect(output).toContain(
      'Private videos need a server that issues their tokens, and this site has no adapter.',
    );
    expect(output).toContain('npx astro add node');
  });
});

describe('a build goes through', () => {
  it('with the key that Astro makes, in .env or with a line break in the environment', async ({
    build,
    sandbox,
  }) => {
    const { output: printed } = await build(SELECT, {}, 'create-key');
    const key = printed.match(/ASTRO_KEY=(\S+)/)?.[1] as string;
    const kept = await build({ ...SELECT, '.env': `ASTRO_KEY=${key}\n` });
    expect(kept.code, kept.output).toBe(0);
    expect(kept.output).not.toContain('ASTRO_KEY is not set');
    const broken = await build(SELECT, { ...sandbox.env, ASTRO_KEY: `${key}\n` });
    expect(broken.code, broken.output).toBe(0);
    expect(broken.output).not.toContain('ASTRO_KEY is not set');
  });

  it('before there are collections, with one warning that holds the snippet to paste', async ({ build }) => {
    const { code, output } = await build({ 'src/content.config.ts': null }, {});
    expect(output).toContain('videos: defineCollection({ loader: videoLoader() })');
    expect(output.match(/No gallery pages yet/g)).toHaveLength(1);
    expect(code).toBe(0);
    expect(output).not.toContain('/galleries/index.html');
  });

  it('before there is a gallery', async ({ build }) => {
    const { code, output } = await build({});
    expect(code).toBe(0);
    expect(output).toContain('/galleries/index.html');
  });

  it('with pages the site has itself, in place of ours', async ({ build }) => {
    const own = '---\n---\n<html lang="en"><body>Our own index</body></html>';
    const { code, output } = await build({ ...SELECT, 'src/pages/galleries/index.astro': own });
    expect(code).toBe(0);
    expect(output.match(/\/galleries\/index\.html/g)).toHaveLength(1);
    expect(output).toContain('/galleries/summit/index.html');
    expect(output).not.toMatch(/conflict|collision/i);
  });
});
