/** A part of a video with a name. Seconds. */
export interface Chapter {
  start: number;
  title: string;
}

/** The tracks that name parts of the video. */
export const chapterTracks = (video: HTMLVideoElement): TextTrack[] =>
  [...video.textTracks].filter(({ kind }) => kind === 'chapters');

/** The chapters of a track that begin before the end of the video, in their order. What has no name is none. */
export function chaptersOf(track: TextTrack | undefined, duration: number): Chapter[] {
  return [...((track?.cues ?? []) as Iterable<VTTCue>)]
    .map((cue) => ({ start: cue.startTime, title: cue.getCueAsHTML().textContent?.trim() ?? '' }))
    .filter(({ start, title }) => title && !(start >= duration))
    .sort((a, b) => a.start - b.start);
}

/** The one that is on at this second. */
export const chapterAt = (chapters: readonly Chapter[], seconds: number): Chapter | undefined =>
  chapters.findLast(({ start }) => start <= seconds);
