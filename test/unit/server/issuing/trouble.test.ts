import { afterEach, describe, expect, it } from 'vitest';
import type { MintingClient } from '../../../../integration/src/api-video/client.js';
import { ApiVideoError } from '../../../../integration/src/api-video/errors.js';
import type { ApiVideo } from '../../../../integration/src/api-video/schema.js';
import type { IssueRequest } from '../../../../integration/src/server/issuing/issue.js';
import { createIssuer } from '../../../../integration/src/server/issuing/issuer.js';
import { createBudget } from '../../../../integration/src/server/issuing/reads/budget.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const NO_POOL = { perVideo: 0, total: 0, maxAge: 0 };
const wanted = (...ids: string[]): IssueRequest[] =>
  ids.map((videoId) => ({ videoId, source: { kind: 'order', page: 1 } }));

function video(videoId: string, token: string | undefined): ApiVideo {
  const path = token ? `vod/${videoId}/token/${token}` : `vod/${videoId}`;
  return {
    videoId,
    title: videoId,
    description: '',
    public: false,
    tags: [],
    metadata: [],
    assets: {
      player: `https://embed.api.video/vod/${videoId}${token ? `?token=${token}` : ''}`,
      hls: `https://vod.api.video/${path}/hls/manifest.m3u8`,
      thumbnail: `https://vod.api.video/${path}/thumbnail.jpg`,
    },
  };
}

/** An issuer over an api.video whose answers a test writes itself; tokens are counted up. */
function start(answers: Partial<MintingClient>, patience = 200) {
  let made = 0;
  const calls = { list: 0, video: 0, session: [] as string[] };
  const token = () => `T${made++}`;
  const client: MintingClient = {
    isAllowed: () => true,
    async mintPage(...given) {
      calls.list++;
      return answers.mintPage?.(...given) ?? [video('viA', token()), video('viB', token())];
    },
    async getVideo(id, ...rest) {
      calls.video++;
      return answers.getVideo?.(id, ...rest) ?? video(id, token());
    },
    async openSession(url, at, ...rest) {
      calls.session.push(at.token);
      return answers.openSession?.(url, at, ...rest) ?? `S-${at.token}`;
    },
  };
  const issuer = createIssuer({ client, budget: createBudget(Date.now), pool: NO_POOL, patience });
  closing.push(issuer.close);
  return { issuer, calls };
}

describe('a quota', () => {
  it('of nothing, as a gateway may claim, does not stop everybody for good', () => {
    let now = 0;
    const budget = createBudget(() => now);
    budget.note({ limit: 0, remaining: 0, resetIn: 1 });
    expect(budget.forVisitors()).toBe(0);
    now = 1001;
    expect(budget.forVisitors()).toBeGreaterThan(0);
  });
});

describe('a visitor who waited in vain', () => {
  it('comes back soon where it was not for the quota', async () => {
    const { issuer } = start({ mintPage: () => new Promise(() => {}) }, 30);
    const issued = await issuer.issue(wanted('viA', 'viB'));
    expect(issued.get('viA')).toEqual({ status: 'busy', retryIn: 5 });
  });
});

describe('list pages without tokens', () => {
  const bare = [video('viA', undefined), video('viB', undefined)];

  it('are an accident once', async () => {
    let pages = 0;
    const { issuer, calls } = start({
      mintPage: async () => (pages++ === 0 ? bare : [video('viA', 'TA'), video('viB', 'TB')]),
    });
    await issuer.issue(wanted('viA', 'viB'));
    expect(calls).toMatchObject({ list: 1, video: 2 });
    await issuer.issue(wanted('viA', 'viB'));
    expect(calls).toMatchObject({ list: 2, video: 2 });
  });

  it('are given up for a while after the second in a row', async () => {
    const { issuer, calls } = start({ mintPage: async () => bare });
    for (let round = 0; round < 3; round++) await issuer.issue(wanted('viA', 'viB'));
    expect(calls).toMatchObject({ list: 2, video: 6 });
  });
});

describe('a token that was given before', () => {
  it('repeated by a list after its session was opened, is not used again', async () => {
    const { issuer, calls } = start({
      mintPage: async () => [video('viA', 'T'), video('viB', 'TB')],
    });
    await issuer.issue(wanted('viA', 'viB'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const again = await issuer.issue(wanted('viA', 'viB'));
    expect([...again.values()].map(({ status }) => status)).toEqual(['ready', 'ready']);
    expect(calls.session.filter((token) => token === 'T')).toHaveLength(1);
  });

  it('and read by itself after its exchange never arrived, is used after all', async () => {
    let exchanges = 0;
    const { issuer, calls } = start(
      {
        getVideo: async (id) => video(id, 'T'),
        async openSession() {
          await new Promise((resolve) => setTimeout(resolve, 5));
          if (exchanges++ === 0) throw new ApiVideoError('unavailable', 'reset');
          return 'S';
        },
      },
      2000,
    );
    const issued = await issuer.issue(wanted('viA'));
    expect(issued.get('viA')?.status).toBe('ready');
    expect(calls.session).toEqual(['T', 'T']);
  });
});

describe('a page whose tokens were all used', () => {
  it('is read once more, instead of every video by itself', async () => {
    let pages = 0;
    const { issuer, calls } = start({
      async openSession(_url, { token }) {
        if (['T0', 'T1'].includes(token) && pages++ < 2) throw new ApiVideoError('token-used', 'used');
        return `S-${token}`;
      },
    });
    const issued = await issuer.issue(wanted('viA', 'viB'));
    expect([...issued.values()].map(({ status }) => status)).toEqual(['ready', 'ready']);
    expect(calls).toMatchObject({ list: 2, video: 0 });
  });
});

describe('an answer about another video', () => {
  it('is read once, not over and over', async () => {
    const { issuer, calls } = start({ getVideo: async () => video('viOther', 'T') });
    const issued = await issuer.issue(wanted('viA'));
    expect(issued.get('viA')).toEqual({ status: 'busy', retryIn: 60 });
    expect(calls).toMatchObject({ video: 1, session: [] });
  });
});
