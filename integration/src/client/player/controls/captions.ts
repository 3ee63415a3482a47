const isShown = ({ kind }: TextTrack) => kind === 'captions' || kind === 'subtitles';

/** The tracks that can be shown as captions. */
export const captionTracks = (video: HTMLVideoElement): TextTrack[] => [...video.textTracks].filter(isShown);

export const shownTrack = (video: HTMLVideoElement): TextTrack | undefined =>
  captionTracks(video).find(({ mode }) => mode === 'showing');

/** Shows one track and no other, or none. */
export function showTrack(video: HTMLVideoElement, shown: TextTrack | undefined): void {
  for (const track of captionTracks(video)) track.mode = track === shown ? 'showing' : 'disabled';
}

/** The track that a visitor wants: in the language chosen before, or that of the page, else the first. */
export function wantedTrack(
  tracks: readonly TextTrack[],
  languages: readonly (string | undefined)[],
): TextTrack | undefined {
  const of = (language: string | undefined) =>
    language ? tracks.find((track) => track.language.split('-')[0] === language.split('-')[0]) : undefined;
  return languages.map(of).find((track) => track) ?? tracks[0];
}

/** Shows the captions of a language and no others, or none where it is empty; what is not there yet may come. */
export function showLanguage(video: HTMLVideoElement, language: string | undefined): void {
  if (language === undefined) return;
  const tracks = captionTracks(video);
  const wanted = tracks.find((track) => track.language === language);
  if (language && !wanted) return;
  const isShownAlone = tracks.every((track) => (track.mode === 'showing') === (track === wanted));
  if (!isShownAlone) showTrack(video, wanted);
}
