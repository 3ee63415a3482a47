/** A chunk of its own, with api.video's package for analytics in it. */
import { PlayerAnalytics } from '@api.video/player-analytics';
import { playAddress, shielded } from './ping.js';

/** The collector cannot be reached from this page, as behind a blocker: it is left alone, since each try is an error in the console. */
let isOut = false;

/**
 * Follows a video that plays and tells api.video of it, until the signal says that it is over.
 *
 * The package is given no address that holds a token. It would keep the name that the collector gives a play in
 * `sessionStorage`, for the next play as well: it never hears of it, and the name is kept here, for this play alone.
 */
export function reportPlay(element: HTMLVideoElement, media: string, signal: AbortSignal): void {
  const address = playAddress(media);
  if (!address || isOut) return;
  const { videoId, pingUrl } = address;
  const analytics = new PlayerAnalytics({ videoId, pingUrl, videoType: 'vod' });
  let play: string | undefined;
  let isOver = false;
  /** One after the other: the first one brings the name of the play. */
  let sent: Promise<unknown> | undefined;

  async function post(ping: string): Promise<void> {
    if (isOut || isOver) return;
    try {
      const response = await fetch(pingUrl, {
        method: 'POST',
        body: shielded(ping, `${location.origin}/`, play),
        credentials: 'omit',
        referrerPolicy: 'origin',
        // The last one leaves with the page.
        keepalive: true,
      });
      if (!response.ok) throw new Error(`${response.status}`);
      const { session } = (await response.json()) as { session?: string };
      play ??= session;
    } catch {
      isOut = navigator.onLine;
    }
  }

  Object.assign(analytics, {
    fetchFunc: (_url: string, { body }: { body: string }) => {
      sent = sent ? sent.then(() => post(body)) : post(body);
      return sent.then(() => new Response('{}'));
    },
  });

  let at = element.currentTime;
  let from: number | undefined;
  const on = (type: keyof HTMLMediaElementEventMap, act: () => void) =>
    element.addEventListener(type, act, { signal });
  const leave = () => {
    if (!element.paused) analytics.pause();
  };
  const comeBack = () => {
    if (!element.paused) analytics.resume();
  };

  on('timeupdate', () => {
    if (element.seeking) return;
    at = element.currentTime;
    analytics.updateTime(at);
  });
  on('seeking', () => {
    from ??= at;
  });
  on('seeked', () => {
    at = element.currentTime;
    if (from !== undefined && from !== at) analytics.seek(from, at);
    from = undefined;
    analytics.updateTime(at);
  });
  on('play', comeBack);
  on('pause', () => {
    if (!element.ended) analytics.pause();
  });
  on('ended', () => analytics.end());
  addEventListener('pagehide', leave, { signal });
  addEventListener('pageshow', comeBack, { signal });
  signal.addEventListener(
    'abort',
    () => {
      // What has paused or ended has said so.
      isOver = element.paused;
      analytics.destroy();
    },
    { once: true },
  );

  analytics.updateTime(at);
  analytics.ready();
  if (!element.paused) analytics.play();
}
