import { captionTracks } from './controls/captions.js';
import { filesIn, joinVtt, type Subtitles, subtitlesIn } from './subtitle-playlists.js';
import { addTextTrack, readText, removeTextTrack } from './text-track.js';

/** Captions in more pieces than this would cost more requests than the video. */
const MOST_FILES = 60;

/**
 * Gives the browser's own player the captions that the video's HLS playlist names. They come from the media host by
 * the session that plays, so they cost no read at api.video.
 *
 * Browsers that find them in the playlist by themselves keep their own.
 *
 * @returns What takes them away again.
 */
export function addCaptions(element: HTMLVideoElement, hls: string): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const tracks: HTMLTrackElement[] = [];
  const theirs = () => captionTracks(element).some((track) => tracks.every((own) => own.track !== track));

  const remove = () => {
    stopping.abort();
    for (const track of tracks.splice(0)) removeTextTrack(track);
  };

  async function load({ url, name, language, isDefault }: Subtitles): Promise<void> {
    const files = filesIn(await readText(url, signal), url);
    if (files.length === 0 || files.length > MOST_FILES) return;
    const text = joinVtt(await Promise.all(files.map((file) => readText(file, signal))));
    signal.throwIfAborted();
    tracks.push(addTextTrack(element, { kind: 'captions', label: name, language, isDefault }, text));
  }

  const start = async () => {
    if (theirs()) return;
    element.textTracks.addEventListener('addtrack', () => theirs() && remove(), { signal });
    for (const subtitles of subtitlesIn(await readText(hls, signal), hls))
      await load(subtitles).catch(() => {});
  };
  // A video without captions is better than none.
  element.addEventListener('loadedmetadata', () => start().catch(() => {}), { once: true, signal });
  return remove;
}
