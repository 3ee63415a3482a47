import type { ReadyVideo } from '../contract/tokens.js';
import type { CachePrefix } from './session/names.js';
import type { ReadyState } from './session/store.js';

const PREFIX: CachePrefix = 'vitrine:';

/**
 * The watch page: hands the session that the page came with to the island, as one cached for this tab, and lets the
 * video play in its place. It has to run before the island, which would ask for a session of its own. The frame that
 * the page came with stays until the player is there, and where anything fails.
 */
function start(video: Element, stage: Element, link: HTMLElement): void {
  const session: ReadyVideo = JSON.parse(video.getAttribute('session') as string);
  video.removeAttribute('session');
  // As `readyState` has it: a module that this script and the island share would be a third file to load.
  const lifeMs = session.expiresIn * 1000;
  const expiresAt = performance.timeOrigin + lifeMs;
  const state: ReadyState = { ...session, expiresAt, dueAt: expiresAt - Math.min(3e5, lifeMs / 10) };
  try {
    sessionStorage[PREFIX + video.getAttribute('grant')] = JSON.stringify(state);
  } catch {
    // Where storage is blocked nothing can be handed over: the island leaves a relayed picture alone.
    video.setAttribute('relay', '');
    return;
  }
  new MutationObserver((_, observer) => {
    const playing = video.querySelector<HTMLElement>('.vitrine-in-place');
    if (!playing) return;
    observer.disconnect();
    playing.style.backgroundImage = `url("${session.assets.thumbnail}")`;
    stage.remove();
    // Nobody has pressed anything.
    playing.blur();
  }).observe(video, { childList: true });
  customElements.whenDefined('vitrine-gallery').then(() => link.click());
}

const video = document.querySelector('vitrine-video[session]');
const stage = video?.querySelector('.vitrine-watch-stage');
const link = video?.querySelector<HTMLElement>('.vitrine-link');
if (video && stage && link) start(video, stage, link);
