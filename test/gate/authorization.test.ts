import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { sendHttp } from '../helpers/http-request.js';
import { countLeaks } from '../helpers/leaks.js';
import { membersSite } from '../helpers/members-site.js';
import type { RunningSite } from '../helpers/site.js';
import { GALLERIES, isOdd, NONSENSE, RULE } from './moods.js';

type Gallery = keyof typeof GALLERIES;
type Allowed = 'all' | 'some' | 'none';

/** Who may have what. */
const MATRIX: Record<string, Record<Gallery, Allowed>> = {
  stranger: { open: 'all', inside: 'none', elsewhere: 'none' },
  members: { open: 'all', inside: 'all', elsewhere: 'none' },
  club: { open: 'all', inside: 'none', elsewhere: 'all' },
  some: { open: 'some', inside: 'some', elsewhere: 'none' },
  ...Object.fromEntries(
    [
      'refused',
      'throws',
      'rejects',
      'hangs',
      'hangs-then-allows',
      ...NONSENSE.map((_, index) => `nonsense-${index}`),
    ].map((who) => [who, { open: 'none', inside: 'none', elsewhere: 'none' } as const]),
  ),
};

interface Placed {
  id: string;
  grant: string;
}

async function placedIn(folder: string, gallery: Gallery): Promise<Placed[]> {
  const html = await readFile(join(folder, 'dist/client/galleries', gallery, 'index.html'), 'utf8');
  return [...html.matchAll(/<vitrine-video video="([^"]+)" grant="([^"]+)"/g)].map(([, id, grant]) => ({
    id: id as string,
    grant: grant as string,
  }));
}

const it = siteTest({
  files: membersSite(GALLERIES, 'authorizeTimeout: 0.1, thumbnails: "relay", pool: { perVideo: 0 }', {
    'src/authorize.ts': RULE,
  }),
}).extend('placed', { scope: 'file' }, async ({ built: { folder } }) => ({
  open: await placedIn(folder, 'open'),
  inside: await placedIn(folder, 'inside'),
  elsewhere: await placedIn(folder, 'elsewhere'),
}));

const mayHave = (allowed: Allowed, id: string) => allowed === 'all' || (allowed === 'some' && isOdd(id));

function get(site: RunningSite, path: string, who: string, dest = 'document') {
  const headers = {
    cookie: `who=${who}; visitor=${who}`,
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': dest === 'document' ? 'navigate' : 'no-cors',
    'sec-fetch-dest': dest,
  };
  return sendHttp(site.url + path, { headers });
}

async function tokens(site: RunningSite, who: string, grants: readonly Placed[]): Promise<string[]> {
  const response = await fetch(`${site.url}/_vitrine/tokens`, {
    method: 'POST',
    headers: {
      cookie: `who=${who}; visitor=${who}`,
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
    },
    body: JSON.stringify({ grants: grants.map(({ grant }) => grant) }),
  });
  expect(response.status).toBe(200);
  const { videos } = await response.json();
  return videos.map(({ status }: { status: string }) => status);
}

/** The first of a gallery that somebody may have, and the first that is refused. */
function examples(allowed: Allowed, videos: readonly Placed[]) {
  return {
    yes: videos.find(({ id }) => mayHave(allowed, id)),
    no: videos.find(({ id }) => !mayHave(allowed, id)),
  };
}

describe.each(Object.keys(MATRIX))('%s', (who) => {
  describe.each(Object.keys(GALLERIES) as Gallery[])('in the gallery %s', (gallery) => {
    const allowed = MATRIX[who]?.[gallery] as Allowed;

    it(`gets tokens for ${allowed}`, async ({ placed, sandbox, site }) => {
      const before = sandbox.counters().minted;
      const expected = placed[gallery].map(({ id }) => (mayHave(allowed, id) ? 'ready' : 'denied'));
      expect(await tokens(site, who, placed[gallery])).toEqual(expected);
      if (allowed === 'none') expect(sandbox.counters().minted).toBe(before);
    });

    it(`watches ${allowed}`, async ({ placed, sandbox, site }) => {
      const { yes, no } = examples(allowed, placed[gallery]);
      const before = sandbox.counters().minted;
      const refused = no && (await get(site, `/_vitrine/watch/${no.grant}`, who));
      if (refused)
        expect([refused.status, refused.text]).toEqual([403, expect.not.stringContaining('iframe')]);
      expect(sandbox.counters().minted).toBe(before);
      const shown = yes && (await get(site, `/_vitrine/watch/${yes.grant}`, who));
      if (shown) expect([shown.status, shown.text]).toEqual([200, expect.stringContaining('/vod/')]);
    });

    it(`is sent to the assets of ${allowed}`, async ({ placed, sandbox, site }) => {
      const { yes, no } = examples(allowed, placed[gallery]);
      for (const [as, dest] of [
        ['thumbnail', 'image'],
        ['hls', 'video'],
        ['mp4', 'video'],
        ['player', 'iframe'],
      ] as const) {
        const before = sandbox.counters().minted;
        const refused = no && (await get(site, `/_vitrine/watch/${no.grant}?as=${as}`, who, dest));
        if (refused) expect([refused.status, refused.headers.location]).toEqual([403, undefined]);
        expect(sandbox.counters().minted).toBe(before);
        const sent = yes && (await get(site, `/_vitrine/watch/${yes.grant}?as=${as}`, who, dest));
        if (sent)
          expect([sent.status, sent.headers.location]).toEqual([302, expect.stringContaining('/vod/')]);
      }
    });

    it(`sees the relayed thumbnails of ${allowed}`, async ({ placed, site }) => {
      const { yes, no } = examples(allowed, placed[gallery]);
      const refused = no && (await get(site, `/_vitrine/thumbnail/${no.grant}`, who, 'image'));
      if (refused) expect([refused.status, refused.text]).toEqual([403, '']);
      const shown = yes && (await get(site, `/_vitrine/thumbnail/${yes.grant}`, who, 'image'));
      if (shown) expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/jpeg']);
    });
  });
});

describe('the log', () => {
  it('tells of refusals and of a rule that fails, with nothing secret in it', ({ placed, sandbox, site }) => {
    const log = site.output();
    expect(log).toMatch(/authorize\(\) refused \d+ video\(s\) of access "members"/);
    expect(log).toContain(
      'authorize() failed for access "members", so nobody gets in. The database is away.',
    );
    expect(log).toContain('authorize() took longer than 0.1 s.');
    expect(countLeaks(log, [...Object.values(sandbox.issued()).flat(), sandbox.apiKey])).toBe(0);
    for (const { grant } of placed.inside) expect(log).not.toContain(grant);
  });
});
