import type { Labels } from '../../contract/labels.js';
import { createEmbedPlayer } from './embed-player.js';
import { make } from './make.js';
import type { Way } from './next-step.js';
import type { Player, PlayerReport } from './player-report.js';
import type { PlayerSettings } from './player-settings.js';
import type { Sources } from './sources.js';

export type PlayerHost = ReturnType<typeof createPlayerHost>;

/** The element where a video plays: it holds a poster and a message, or a player, and what is said over it. */
export function createPlayerHost(element: HTMLElement, labels: Labels, settings: PlayerSettings) {
  let player: Player | undefined;
  let over: HTMLElement | undefined;
  /**
   * The browser's own player, once it was needed. WebKit lets an element go on playing by itself that somebody's press
   * has made play before; a new one would need another press.
   */
  let video: HTMLVideoElement | undefined;

  /** What comes instead takes the focus as well, if anything in here had it. */
  function replace(...contents: HTMLElement[]): void {
    const hadFocus = element.contains(document.activeElement) && document.activeElement !== element;
    player?.close();
    player = over = undefined;
    element.replaceChildren(...contents);
    if (!hadFocus) return;
    const [target] = [...element.querySelectorAll<HTMLElement>('iframe, video, button'), element];
    if (target === element) element.tabIndex = -1;
    target?.focus();
  }

  /** Until the video can be played: the thumbnail, and why it is not played yet. */
  function wait(poster: HTMLImageElement | null, say: (message: Element) => void, retry?: () => void): void {
    const message = make('p', 'vitrine-stage-message');
    message.role = 'status';
    say(message);
    if (retry) message.append(button('vitrine-button', labels.retry, retry));
    const picture = make('img', 'vitrine-stage-poster');
    picture.alt = '';
    if (poster?.currentSrc) picture.src = poster.currentSrc;
    replace(...(picture.src ? [picture] : []), message);
  }

  function play(way: Way, sources: Sources, title: string, from: number, report: PlayerReport): void {
    if (way === 'embed') {
      const embed = createEmbedPlayer(sources.player, title, from, settings.keeps, report);
      replace(embed.element);
      player = embed;
    } else playNatively(way, sources, title, from, report);
  }

  function playNatively(
    way: 'hls' | 'mp4',
    sources: Sources,
    title: string,
    from: number,
    report: PlayerReport,
  ): void {
    video ??= createVideo();
    const element = video;
    const frame = make('div', 'vitrine-player vitrine-native', element);
    element.ariaLabel = title;
    replace(frame);
    let close = () => {};
    const native: Player = {
      element,
      seek: (seconds) => {
        element.currentTime = seconds;
      },
      close: () => close(),
    };
    player = native;
    import('./native-player.js').then(({ playNatively }) => {
      if (player === native)
        close = playNatively({ frame, video: element, labels, settings }, sources, way, from, report);
    }, report.failed);
  }

  /** Says something over the player, with a button where there is something to do about it. */
  function sayOver(text: string, act?: () => void): void {
    hush();
    over = act ? button('vitrine-button', text, act) : make('p', '', text);
    over.classList.add('vitrine-stage-offer');
    if (!act) over.role = 'status';
    element.append(over);
  }

  /** Takes away what is said over the player, and leaves the focus with it. */
  function hush(): void {
    const hadFocus = over === document.activeElement;
    over?.remove();
    over = undefined;
    if (hadFocus) player?.element.focus();
  }

  return { clear: () => replace(), wait, play, sayOver, hush, seek: (to: number) => player?.seek(to) };
}

function createVideo(): HTMLVideoElement {
  const video = make('video', 'vitrine-native-video');
  video.controls = true;
  video.autoplay = true;
  video.playsInline = true;
  // With nothing to load yet: for WebKit the press counts only as long as it is being handled.
  video.load();
  return video;
}

function button(className: string, label: string, onClick: () => void): HTMLButtonElement {
  const element = make('button', className, label);
  element.type = 'button';
  element.onclick = onClick;
  return element;
}
