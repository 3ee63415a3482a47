import type { Assets } from '../../contract/assets.js';
import { addCaptions } from './hls-captions.js';

export interface NativeSources extends Partial<Pick<Assets, 'hls' | 'mp4'>> {
  poster?: string;
}

const HLS_TYPE = 'application/vnd.apple.mpegurl';

/**
 * Plays with the browser's own controls: HLS where the browser can, else by hls.js, which is loaded only then, else
 * the mp4 file; with the captions that its HLS names. All of it uses the session that the thumbnail used.
 *
 * @param failed Called when nothing of it plays.
 * @returns What stops it.
 */
export function playNatively(
  element: HTMLVideoElement,
  sources: NativeSources,
  failed: () => void,
): () => void {
  let stop = () => {};
  const ways = [
    () => playHls(element, sources.hls as string, next),
    () => playFile(element, sources.mp4 as string),
  ].filter((_, index) => [sources.hls, sources.mp4][index]);

  function next(): void {
    stop();
    const way = ways.shift();
    if (way) stop = way();
    else failed();
  }
  element.addEventListener('error', next);
  if (sources.poster) element.poster = sources.poster;
  const removeCaptions = sources.hls ? addCaptions(element, sources.hls) : () => {};
  next();
  return () => {
    removeCaptions();
    element.removeEventListener('error', next);
    stop();
    element.removeAttribute('src');
    element.load();
  };
}

function playFile(element: HTMLVideoElement, url: string): () => void {
  element.src = url;
  return () => {};
}

function playHls(element: HTMLVideoElement, url: string, failed: () => void): () => void {
  if (element.canPlayType(HLS_TYPE)) return playFile(element, url);
  let destroy = () => {};
  let stopped = false;
  import('hls.js/light')
    .then(({ default: Hls }) => {
      if (stopped) return;
      if (!Hls.isSupported()) return failed();
      const hls = new Hls();
      destroy = () => hls.destroy();
      hls.on(Hls.Events.ERROR, (_, { fatal }) => fatal && failed());
      hls.loadSource(url);
      hls.attachMedia(element);
    })
    .catch(failed);
  return () => {
    stopped = true;
    destroy();
  };
}
