import { vi } from 'vitest';
import { clear } from '../../../integration/src/client/index.js';
import type { TokenResult, TokensRequest } from '../../../integration/src/contract/tokens.js';
import { readyVideo } from './ready-video.js';

/** What the page and the endpoint see of the island in a DOM without a layout or a network. */
export interface Island {
  /** Grants of every request, in the order sent. */
  requests: (TokensRequest & { url: string })[];
  /** What the endpoint says of one grant: by default a session. */
  answer: (grant: string) => TokenResult | Promise<TokenResult>;
  /** Answers the whole request instead. */
  respond: (() => Response | Promise<Response>) | undefined;
  /** Brings elements near the viewport, or away from it, as far as the island watches them, and lets everything happen. */
  bring(elements: Iterable<Element>, near?: boolean): Promise<void>;
}

const watched = new WeakSet<Element>();
let observed: IntersectionObserverCallback | undefined;

class FakeObserver {
  constructor(callback: IntersectionObserverCallback) {
    observed = callback;
  }
  observe(element: Element) {
    watched.add(element);
  }
}

/** Grants in these tests are the video's id and a suffix: `viA.1`. */
const idOf = (grant: string) => grant.replace(/\..*$/, '');

export async function startIsland(): Promise<Island> {
  const island: Island = {
    requests: [],
    answer: (grant) => readyVideo(idOf(grant)),
    respond: undefined,
    async bring(elements, near = true) {
      const entries = [...elements]
        .filter((element) => watched.has(element))
        .map((target) => ({ target, isIntersecting: near }));
      observed?.(entries as never, undefined as never);
      await settle();
    },
  };
  vi.stubGlobal('IntersectionObserver', FakeObserver);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body)) as TokensRequest;
    const { grants } = body;
    island.requests.push({ url, ...body });
    if (island.respond) return island.respond();
    return new Response(JSON.stringify({ videos: await Promise.all(grants.map(island.answer)) }));
  });
  await import('../../../integration/src/client/define.js');
  // Loaded ahead: fake timers do not wait for files.
  await import('../../../integration/src/client/lazy/lazy.js');
  return island;
}

const DAY = 86_400_000;

let today = 1_800_000_000_000;

/** An island of its own for one test, on a clock that stands still. */
export async function freshIsland(): Promise<Island> {
  // Storage outlives a test, so that no later one may lie in its past.
  today += 2 * DAY;
  vi.useFakeTimers({ now: today });
  return startIsland();
}

/** Takes everything back that `freshIsland` and its test have done. */
export async function leaveIsland(): Promise<void> {
  document.body.replaceChildren();
  clear();
  await settle();
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
}

/** So many grants, of different videos. */
export const grants = (count: number, suffix = '1') =>
  Array.from({ length: count }, (_, index) => `vi${index}.${suffix}`);

/** Two frames and what follows them. */
export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(50);
}

/** A gallery as the page is built, one card for each grant. */
export function placeGallery(grants: string[], endpoint = '/_vitrine/tokens'): Element[] {
  const cards = grants.map(
    (grant) => `<li class="vitrine-card">
      <vitrine-video video="${idOf(grant)}" grant="${grant}">
        <a class="vitrine-link" href="https://site.example/_vitrine/watch/${grant}">
          <span class="vitrine-frame"></span>
          <span class="vitrine-title">Private video</span>
        </a>
        <p class="vitrine-caption"></p>
      </vitrine-video>
    </li>`,
  );
  document.body.insertAdjacentHTML(
    'beforeend',
    `<vitrine-gallery endpoint="${endpoint}"><ul>${cards.join('')}</ul><p class="vitrine-live" role="status"></p></vitrine-gallery>`,
  );
  return [...(document.body.lastElementChild?.querySelectorAll('vitrine-video') ?? [])];
}

export const linkOf = (video: Element) => video.querySelector('a') as HTMLAnchorElement;
export const imageOf = (video: Element) => video.querySelector('img');
export const stateOf = (video: Element) => (video as HTMLElement).dataset.state;
