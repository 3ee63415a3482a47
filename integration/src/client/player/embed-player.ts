/** How long a player may be silent before the visitor is offered another. */
const SILENCE_MS = 8_000;

export interface EmbedPlayer {
  element: HTMLIFrameElement;
  close(): void;
}

/**
 * The api.video player in a frame, playing at once.
 *
 * It reports over `postMessage` (api-video.md, "Player messages"). An `error` there, or a frame that the page's
 * Content-Security-Policy forbids, is a failure; silence may be one, or a player whose reports are switched off.
 *
 * @param url The player's URL, of a private video with its session.
 */
export function createEmbedPlayer(
  url: string,
  title: string,
  { failed, silent }: { failed: () => void; silent: () => void },
): EmbedPlayer {
  const element = document.createElement('iframe');
  const { origin } = new URL(url);
  element.className = 'vitrine-player';
  element.title = title;
  element.allow = 'autoplay; fullscreen; picture-in-picture; encrypted-media';
  element.allowFullscreen = true;
  element.referrerPolicy = 'strict-origin-when-cross-origin';
  element.src = `${url}#autoplay;api;sdkPlayerId:1;sdkOrigin:${btoa(location.origin)}`;

  const timer = setTimeout(silent, SILENCE_MS);
  const onMessage = ({ source, data }: MessageEvent) => {
    if (source !== element.contentWindow) return;
    clearTimeout(timer);
    if (data?.type === 'error') failed();
  };
  const onViolation = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent) => {
    if (effectiveDirective === 'frame-src' && blockedURI.startsWith(origin)) failed();
  };
  addEventListener('message', onMessage);
  document.addEventListener('securitypolicyviolation', onViolation);

  return {
    element,
    close() {
      clearTimeout(timer);
      removeEventListener('message', onMessage);
      document.removeEventListener('securitypolicyviolation', onViolation);
      element.remove();
    },
  };
}
