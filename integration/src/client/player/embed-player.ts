import { type Choices, keepChoices, keptChoices } from './choices.js';
import type { Player, PlayerReport } from './player-report.js';
import { createStallWatch } from './stall-watch.js';

/** The player knows this page's messages by it. */
const PLAYER_ID = '1';
const LENGTH = 'length';
const RATE = 'rate';

/**
 * The api.video player in a frame, playing at once.
 *
 * It reports over `postMessage` (api-video.md, "Player messages"). An `error` there, or a frame that the page's
 * Content-Security-Policy forbids, is a failure; silence may be one, or a player whose reports are switched off.
 *
 * @param url The player's URL, of a private video with its session.
 * @param from Where to begin, in seconds.
 * @param keeps Whether sound and speed are those of the last video, and are kept for the next.
 */
export function createEmbedPlayer(
  url: string,
  title: string,
  from: number,
  keeps: boolean,
  report: PlayerReport,
): Player {
  const element = document.createElement('iframe');
  const { origin } = new URL(url);
  const start = from > 0 ? `;t=${Math.floor(from)}` : '';
  element.className = 'vitrine-player';
  element.title = title;
  element.allow = 'autoplay; fullscreen; picture-in-picture; encrypted-media';
  element.allowFullscreen = true;
  element.referrerPolicy = 'strict-origin-when-cross-origin';
  element.src = `${url}#autoplay;api${start};sdkPlayerId:${PLAYER_ID};sdkOrigin:${btoa(location.origin)}`;

  const say = (message: string, rest: object = {}) =>
    element.contentWindow?.postMessage({ message, sdkPlayerId: PLAYER_ID, ...rest }, origin);
  const choose = ({ volume, rate }: Choices) => {
    if (volume !== undefined) say('setVolume', { volume });
    if (rate !== undefined) say('setPlaybackRate', { rate });
  };
  const watch = createStallWatch(report.stalled);

  const onMessage = ({ source, data }: MessageEvent) => {
    if (source !== element.contentWindow) return;
    report.alive();
    if (data?.callbackId === LENGTH) report.length(Number(data.arg));
    else if (data?.callbackId === RATE && keeps) keepChoices({ rate: Number(data.arg) });
    switch (data?.type) {
      case 'ready':
        say('getDuration', { callbackId: LENGTH });
        if (keeps) choose(keptChoices());
        // Firefox may have thought that nobody had pressed anything, when the frame was young.
        if (navigator.userActivation?.hasBeenActive) say('play');
        break;
      case 'volumechange':
        if (keeps) keepChoices({ volume: Number(data.volume) });
        break;
      case 'ratechange':
        say('getPlaybackRate', { callbackId: RATE });
        break;
      case 'timeupdate':
        watch.expect();
        report.at(Number(data.currentTime));
        break;
      case 'pause':
        watch.stop();
        break;
      case 'ended':
        watch.stop();
        report.ended();
        break;
      case 'error':
        report.failed();
    }
  };
  const onViolation = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent) => {
    if (effectiveDirective === 'frame-src' && blockedURI.startsWith(origin)) report.failed();
  };
  addEventListener('message', onMessage);
  document.addEventListener('securitypolicyviolation', onViolation);

  return {
    element,
    seek: (currentTime) => say('setCurrentTime', { currentTime }),
    close() {
      watch.stop();
      removeEventListener('message', onMessage);
      document.removeEventListener('securitypolicyviolation', onViolation);
      element.remove();
    },
  };
}
