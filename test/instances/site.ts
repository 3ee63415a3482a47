import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMembersSite } from '../helpers/members-site.js';
import { astro, ROOT, type Variables } from '../helpers/site.js';

const SESSIONS = join(ROOT, 'integration/docs/several-machines/redis-sessions.mjs');

const CONFIG = `
import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import vitrine from 'astro-vitrine';

export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  session: { driver: { entrypoint: new URL('./src/redis-sessions.mjs', import.meta.url) } },
  security: { allowedDomains: [{ hostname: '127.0.0.1' }] },
  integrations: [
    vitrine({ authorize: './src/authorize.ts', limits: { requests: 200, reads: 10_000, instances: 3 } }),
  ],
});
`;

const RULE = `
import type { Authorize, Visitor } from 'astro-vitrine';

export const authorize: Authorize = async ({ session }, { access }) =>
  access === 'public' || (access === 'members' && (await session?.get('member')) === true);

export const visitor: Visitor = ({ cookies }) => cookies.get('visitor')?.value;
`;

const SIGN_IN = `
import type { APIRoute } from 'astro';
export const prerender = false;
export const POST: APIRoute = async ({ session }) => {
  session?.set('member', true);
  return new Response(null, { status: 204 });
};
`;

/** Builds the site that runs on several instances; `extra` tells one build from the next. */
export async function buildSite(variables: Variables, extra: Record<string, string> = {}): Promise<string> {
  const folder = await createMembersSite(
    {
      open: 'select: { tags: [summit-2026] }',
      inside: 'access: members\nselect: { tags: [summit-2026], limit: 6 }',
    },
    '',
    {
      'astro.config.mjs': CONFIG,
      'src/authorize.ts': RULE,
      'src/pages/sign-in.ts': SIGN_IN,
      'src/redis-sessions.mjs': await readFile(SESSIONS, 'utf8'),
      ...extra,
    },
  );
  await copyFile(join(ROOT, 'server.mjs'), join(folder, 'server.mjs'));
  const { output } = await astro(folder, 'build', variables);
  if (!output.includes('Complete!')) throw new Error(output);
  return folder;
}
