import type { Labels } from '../../contract/labels.js';
import { addChapters } from './chapter-files.js';
import { addControls } from './controls/bar.js';
import { countPlay } from './count-play.js';
import { addCaptions } from './hls-captions.js';
import type { PlayerReport } from './player-report.js';
import type { PlayerSettings } from './player-settings.js';
import type { NativeSources } from './sources.js';
import { createStallWatch } from './stall-watch.js';

const HLS_TYPE = 'application/vnd.apple.mpegurl';

/** The element that plays, and what holds it with its controls. */
export interface NativeFrame {
  frame: HTMLElement;
  video: HTMLVideoElement;
  labels: Labels;
  settings: PlayerSettings;
}

/**
 * Plays in the browser's own player, with a bar of ours: by HLS where the browser can, else by hls.js, which is loaded only then; or the
 * mp4 file. With the captions that its HLS names. All of it uses the session that the thumbnail used.
 *
 * @param from Where to begin, in seconds.
 * @returns What stops it.
 */
export function playNatively(
  { frame, video: element, labels, settings }: NativeFrame,
  { hls, mp4, poster, chapters = [] }: NativeSources,
  way: 'hls' | 'mp4',
  from: number,
  report: PlayerReport,
): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const watch = createStallWatch(report.stalled);
  const on = (type: keyof HTMLMediaElementEventMap, act: () => void) =>
    element.addEventListener(type, act, { signal });

  on('error', report.failed);
  on('durationchange', () => report.length(element.duration));
  on('loadedmetadata', () => {
    if (from > 0) element.currentTime = from;
  });
  on('timeupdate', () => {
    if (element.seeking || element.currentTime === 0) return;
    if (!element.paused) watch.expect();
    report.at(element.currentTime);
  });
  on('waiting', watch.expect);
  on('pause', watch.stop);
  on('ended', () => {
    watch.stop();
    report.ended();
  });
  element.poster = poster ?? '';
  const removeControls = addControls(frame, element, labels, settings.keeps);
  const removeCaptions = hls ? addCaptions(element, hls) : () => {};
  const media = (hls ?? mp4) as string;
  const removeChapters = addChapters(element, media, chapters);
  const stopCounting = settings.counts ? countPlay(element, media) : () => {};
  const stop =
    way === 'hls' ? playHls(element, hls as string, from, report.failed) : playFile(element, mp4 as string);

  return () => {
    stopping.abort();
    watch.stop();
    removeControls();
    removeCaptions();
    removeChapters();
    stopCounting();
    stop();
    element.removeAttribute('src');
    element.load();
  };
}

function playFile(element: HTMLVideoElement, url: string): () => void {
  element.src = url;
  return () => {};
}

function playHls(element: HTMLVideoElement, url: string, from: number, failed: () => void): () => void {
  if (element.canPlayType(HLS_TYPE)) return playFile(element, url);
  let destroy = () => {};
  let stopped = false;
  import('hls.js/light')
    .then(({ default: Hls }) => {
      if (stopped) return;
      if (!Hls.isSupported()) return failed();
      const hls = new Hls({ startPosition: from > 0 ? from : -1 });
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
