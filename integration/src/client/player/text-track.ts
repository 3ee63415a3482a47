/** What is said of a track besides its text. */
interface TrackWords {
  kind: 'captions' | 'chapters';
  label: string;
  language: string;
  isDefault?: boolean;
}

/**
 * Gives a player a track of text. The text is handed over as a blob: a track of another origin would need CORS for the
 * video itself.
 */
export function addTextTrack(
  element: HTMLVideoElement,
  { kind, label, language, isDefault = false }: TrackWords,
  vtt: string,
): HTMLTrackElement {
  const track = document.createElement('track');
  track.kind = kind;
  track.label = label;
  track.srclang = language;
  track.default = isDefault;
  track.src = URL.createObjectURL(new Blob([vtt], { type: 'text/vtt' }));
  element.append(track);
  return track;
}

export function removeTextTrack(track: HTMLTrackElement): void {
  URL.revokeObjectURL(track.src);
  track.remove();
}

/** The text at an address of the media host. */
export async function readText(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.text();
}
