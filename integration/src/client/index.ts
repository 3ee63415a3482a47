/**
 * `astro-vitrine/client`: what a site's own scripts, and islands of any framework, may use in the browser.
 * Importing it is safe on the server too, where nothing ever happens to it.
 *
 * @example
 * import { $videos, clear } from 'astro-vitrine/client';
 * $videos.subscribe((videos) => console.log(Object.values(videos).filter(({ status }) => status === 'ready').length));
 * signOutButton.addEventListener('click', clear);
 */
import type { ReadableAtom } from 'nanostores';
import { $videos as $writable, type VideoStates } from './session/store.js';

export type { Assets as TokenizedAssets } from '../contract/assets.js';
export type { ReadyVideo } from '../contract/tokens.js';
export { clear } from './session/clear.js';
export { refresh } from './session/refresh.js';
export type { BusyState, PlainState, ReadyState, VideoState, VideoStates } from './session/store.js';

/**
 * What this tab knows of its private videos, as a nanostore: states by grant, that is by the `grant` attribute of a
 * `<vitrine-video>`. A video that has not come near the viewport has no entry.
 *
 * A `ready` state holds the session's tokens and URLs: never log it, nor send it anywhere.
 */
export const $videos: ReadableAtom<VideoStates> = $writable;
