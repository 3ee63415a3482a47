import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../helpers/site.js';

const BIOME = join(
  dirname(createRequire(import.meta.url).resolve('@biomejs/biome/package.json')),
  'bin/biome',
);

/** In each room: what it may import, and what it may not. */
const WALLS: [file: string, allowed: string[], forbidden: string[]][] = [
  ['contract/a.ts', ['./tokens.js'], ['../grants/seal.js', 'node:fs', '../options.js']],
  ['grants/a.ts', ['../contract/urls.js', 'node:crypto'], ['../api-video/client.js', '../server/index.js']],
  [
    'api-video/a.ts',
    ['../contract/urls.js'],
    ['../grants/seal.js', '../content/loader.js', 'api-video-sandbox'],
  ],
  ['api-video/http/a.ts', ['../../contract/urls.js', './send.js'], ['../../server/index.js']],
  [
    'client/session/a.ts',
    ['../../contract/tokens.js', '../names.js'],
    ['../../types.js', 'node:fs', '../../grants/seal.js'],
  ],
  ['toolbar/a.ts', ['../client/index.js'], ['../client/session/store.js', '../server/index.js']],
  [
    'server/tokens/a.ts',
    ['../../grants/seal.js', '../../types.js'],
    ['../../client/index.js', '../../galleries/select.js', '../../options.js'],
  ],
  [
    'content/sync/a.ts',
    ['../../astro/internals/this-run.js'],
    ['../../astro/messages.js', '../../galleries/select.js', '../../options.js', '../../types.js'],
  ],
  [
    'galleries/a.ts',
    ['../content/catalogue.js', '../types.js'],
    [
      '../server/index.js',
      '../astro/messages.js',
      '../client/index.js',
      '../last-build/release.js',
      '../options.js',
    ],
  ],
  [
    'components/a.ts',
    ['../client/define.js', '../client/watch.js', '../galleries/site/site-urls.js', '../types.js'],
    ['../client/session/store.js', '../server/index.js', '../options.js'],
  ],
  [
    'routes/a.ts',
    ['../server/index.js'],
    ['../server/runtime.js', '../client/index.js', '../astro/messages.js', '../options.js', '../types.js'],
  ],
  [
    'astro/a.ts',
    ['../galleries/select.js', '../options.js', 'astro/zod'],
    ['../server/runtime.js', '../cli/vitrine.js'],
  ],
  [
    'astro/internals/a.ts',
    ['../../grants/narrowed.js', './this-run.js'],
    ['../messages.js', '../../galleries/select.js', '../../options.js', '../../types.js'],
  ],
  [
    'cli/doctor/a.ts',
    [
      '../../api-video/client.js',
      '../../astro/environment.js',
      '../../last-build/examine-build.js',
      'api-video-sandbox',
    ],
    [
      '../../astro/messages.js',
      '../../content/catalogue.js',
      '../../server/index.js',
      '../../options.js',
      '../../types.js',
    ],
  ],
  [
    'last-build/a.ts',
    ['../api-video/query.js', '../content/sync/entry.js', '../galleries/select.js', '../grants/keys.js'],
    ['../astro/environment.js', '../cli/vitrine.js', '../server/index.js', '../options.js'],
  ],
];

/** Of some files of one import each, those that the linter refuses. */
async function refused(files: readonly { name: string; imported: string }[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'walls-'));
  await cp(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
  for (const { name, imported } of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), `import '${imported}';\n`);
  }
  const { stdout } = spawnSync(
    process.execPath,
    [
      BIOME,
      'lint',
      '--vcs-enabled=false',
      '--only=style/noRestrictedImports',
      '--max-diagnostics=none',
      '--reporter=github',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  await rm(folder, { recursive: true });
  return files.flatMap(({ name, imported }) =>
    stdout.includes(`/${name},line`) ? `${name} > ${imported}` : [],
  );
}

it('lets each room import what it may, and nothing else', async () => {
  const files = (pick: 1 | 2) =>
    WALLS.flatMap((wall) =>
      wall[pick].map((imported, index) => ({
        name: `integration/src/${dirname(wall[0])}/${pick === 1 ? 'good' : 'bad'}${index}.ts`,
        imported,
      })),
    );
  const bad = files(2);
  expect(await refused([...files(1), ...bad])).toEqual(
    bad.map(({ name, imported }) => `${name} > ${imported}`),
  );
});
