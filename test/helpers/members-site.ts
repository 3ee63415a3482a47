import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The word that makes a visitor of these sites a member. */
export const MEMBER = { cookie: 'who=member' };

/** A site with a rule, whose visitors tell by cookies who they are. */
const RULE = `
import type { Authorize, Visitor } from 'astro-vitrine';

export const authorize: Authorize = ({ cookies }, { access }) =>
  access === 'public' || (access === 'members' && cookies.get('who')?.value === 'member');

export const visitor: Visitor = ({ cookies }) => cookies.get('visitor')?.value;
`;

const CONFIG = (options: string) => `
import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import vitrine from 'astro-vitrine';

export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine({ authorize: './src/authorize.ts', ${options} })],
});
`;

/** The files of a site with galleries for everybody and for members. `options` is the inside of `vitrine({ … })`. */
export function membersSite(
  galleries: Record<string, string>,
  options = '',
  files: Record<string, string> = {},
): Record<string, string> {
  const entries = Object.entries(galleries).map(([id, front]) => [
    `src/content/galleries/${id}.md`,
    `---\ntitle: ${id}\n${front}\n---\n`,
  ]);
  return {
    ...Object.fromEntries(entries),
    'src/authorize.ts': RULE,
    'astro.config.mjs': CONFIG(options),
    ...files,
  };
}

/** The grants that stand in the built page of a gallery, in order. */
export async function grantsOf(site: string, gallery: string): Promise<string[]> {
  const html = await readFile(join(site, 'dist/client/galleries', gallery, 'index.html'), 'utf8');
  return [...html.matchAll(/\bgrant="([^"]+)"/g)].map(([, grant]) => grant as string);
}
