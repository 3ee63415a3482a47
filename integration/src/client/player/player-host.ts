import type { Assets } from '../../contract/assets.js';
import type { Labels } from '../../contract/labels.js';
import { createEmbedPlayer } from './embed-player.js';
import { make } from './make.js';
import type { NativeSources } from './native-player.js';

/** What can be played of a video. */
export type Sources = NativeSources & Pick<Assets, 'player'>;

export type PlayerHost = ReturnType<typeof createPlayerHost>;

/** The element where a video plays: it holds a poster and a message, or a player. */
export function createPlayerHost(element: HTMLElement, labels: Labels) {
  let stop = () => {};

  function clear(): void {
    stop();
    stop = () => {};
    element.replaceChildren();
  }

  /** Until the video can be played: the thumbnail, and why it is not played yet. */
  function wait(poster: HTMLImageElement | null, say: (message: Element) => void): void {
    clear();
    if (poster?.currentSrc) {
      const picture = make('img', 'vitrine-stage-poster');
      picture.alt = '';
      picture.src = poster.currentSrc;
      element.append(picture);
    }
    const message = make('p', 'vitrine-stage-message');
    message.role = 'status';
    element.append(message);
    say(message);
  }

  /** Plays in api.video's player; where that fails, the same session plays in the browser's own. */
  function embed(sources: Sources, title: string): void {
    clear();
    const canChange = Boolean(sources.hls ?? sources.mp4);
    const change = () => native(sources, title);
    const player = createEmbedPlayer(sources.player, title, {
      failed: () => {
        if (canChange) change();
      },
      silent: () => {
        if (canChange) element.append(offer(change));
      },
    });
    stop = player.close;
    element.append(player.element);
  }

  async function native(sources: Sources, title: string): Promise<void> {
    clear();
    const video = make('video', 'vitrine-player');
    video.controls = true;
    video.autoplay = true;
    video.playsInline = true;
    video.ariaLabel = title;
    element.append(video);
    const { playNatively } = await import('./native-player.js');
    if (video.isConnected)
      stop = playNatively(video, sources, () => wait(null, (message) => message.append(labels.unplayable)));
  }

  function offer(change: () => void): HTMLButtonElement {
    const button = make('button', 'vitrine-button vitrine-stage-offer', labels.otherPlayer);
    button.type = 'button';
    button.onclick = change;
    return button;
  }

  return { clear, wait, embed, native };
}
