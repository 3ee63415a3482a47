import { createRequire } from 'node:module';
import { type Account, readApi, type Video } from '../account.js';
import { type Shown, tokenOf } from './steps.js';

// The package is CommonJS, in a form whose names Node's own import does not see.
const { PrivateVideoSession } = createRequire(import.meta.url)(
  '@api.video/private-video-session',
) as typeof import('@api.video/private-video-session');

/** The package is made for browsers and for `https:` hosts: gives it what it needs of a fresh tab, while `act` runs. */
async function inATab<T>(act: () => Promise<T>): Promise<T> {
  const browserFetch = globalThis.fetch;
  const kept = new Map<string, string>();
  Object.assign(globalThis, {
    sessionStorage: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
    },
    fetch: (url: string, init?: RequestInit) => browserFetch(url.replace(/^https:/, 'http:'), init),
  });
  try {
    return await act();
  } finally {
    globalThis.fetch = browserFetch;
    Reflect.deleteProperty(globalThis, 'sessionStorage');
  }
}

/** The official package as its readme shows it: a token per video from a read, then the URLs from a session object. */
export function privateVideoSessionFlow(
  account: Account & { mediaUrl: string; embedUrl: string },
  videoIds: readonly string[],
): Promise<Shown[]> {
  const domains = { vod: new URL(account.mediaUrl).host, embed: new URL(account.embedUrl).host };
  const show = async (videoId: string) => {
    const video = await readApi<Video>(account, `/videos/${videoId}`);
    const session = new PrivateVideoSession({ videoId, token: tokenOf(video), domains });
    return { videoId, thumbnail: await session.getThumbnailUrl(), player: await session.getPlayerUrl() };
  };
  return inATab(() => Promise.all(videoIds.map(show)));
}
