import { addTextTrack, readText, removeTextTrack } from './text-track.js';

/**
 * Where the chapters of a video are, by the address of its playlist or its file: beside them, with the same token and
 * session (api-video.md, "Captions and chapters").
 */
export function chapterUrl(media: string, language: string): string {
  const url = new URL(media);
  url.pathname = url.pathname.replace(/\/(hls|mp4)\/[^/]+$/, `/chapters/${encodeURIComponent(language)}.vtt`);
  return url.href;
}

/**
 * Gives the browser's own player the chapters of a video in the languages that the site names: nothing that plays says
 * which there are, and to look for one that is not there would be an error in the console.
 *
 * @param media The address of its playlist or its file.
 * @returns What takes them away again.
 */
export function addChapters(
  element: HTMLVideoElement,
  media: string,
  languages: readonly string[],
): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const tracks: HTMLTrackElement[] = [];

  async function load(language: string): Promise<void> {
    const text = await readText(chapterUrl(media, language), signal);
    signal.throwIfAborted();
    const track = addTextTrack(element, { kind: 'chapters', label: language, language }, text);
    tracks.push(track);
    // Hidden ones are read as well, and never drawn.
    track.track.mode = 'hidden';
  }

  const start = async () => {
    // A video plays as well without what could not be read.
    for (const language of languages) await load(language).catch(() => {});
  };
  element.addEventListener('loadedmetadata', start, { once: true, signal });
  return () => {
    stopping.abort();
    for (const track of tracks) removeTextTrack(track);
  };
}
