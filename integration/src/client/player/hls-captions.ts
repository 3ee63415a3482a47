import { filesIn, joinVtt, type Subtitles, subtitlesIn } from './subtitle-playlists.js';

/** Captions in more pieces than this would cost more requests than the video. */
const MOST_FILES = 60;

/**
 * Gives the browser's own player the captions that the video's HLS playlist names. They come from the media host by
 * the session that plays, so they cost no read at api.video. The text is handed over as a blob: a track of another
 * origin would need CORS for the video itself.
 *
 * Browsers that find them in the playlist by themselves keep their own.
 *
 * @returns What takes them away again.
 */
export function addCaptions(element: HTMLVideoElement, hls: string): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const tracks: HTMLTrackElement[] = [];
  const theirs = () => [...element.textTracks].some((track) => tracks.every((own) => own.track !== track));

  const remove = () => {
    stopping.abort();
    for (const track of tracks.splice(0)) {
      URL.revokeObjectURL(track.src);
      track.remove();
    }
  };

  async function load({ url, ...words }: Subtitles): Promise<void> {
    const files = filesIn(await read(url, signal), url);
    if (files.length === 0 || files.length > MOST_FILES) return;
    const text = joinVtt(await Promise.all(files.map((file) => read(file, signal))));
    signal.throwIfAborted();
    const track = document.createElement('track');
    track.kind = 'captions';
    track.label = words.name;
    track.srclang = words.language;
    track.default = words.isDefault;
    track.src = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }));
    tracks.push(track);
    element.append(track);
  }

  const start = async () => {
    if (theirs()) return;
    element.textTracks.addEventListener('addtrack', () => theirs() && remove(), { signal });
    for (const subtitles of subtitlesIn(await read(hls, signal), hls)) await load(subtitles).catch(() => {});
  };
  // A video without captions is better than none.
  element.addEventListener('loadedmetadata', () => start().catch(() => {}), { once: true, signal });
  return remove;
}

async function read(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.text();
}
