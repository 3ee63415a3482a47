import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { membersSite } from '../helpers/members-site.js';
import { ROOT, type SiteFiles } from '../helpers/site.js';

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

/** The files of the site that runs on several instances; `extra` tells one build from the next. */
export const instanceSite = async (extra: Record<string, string> = {}): Promise<SiteFiles> =>
  membersSite(
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
      'server.mjs': await readFile(join(ROOT, 'server.mjs'), 'utf8'),
      ...extra,
    },
  );
