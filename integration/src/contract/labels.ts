/** What a visitor reads. */
export const LABELS = {
  /** Instead of a title, until the session brings that of a discreet gallery. */
  untitled: 'Private video',
  /** `{seconds}` stands for the wait, counted down. */
  busy: 'Many people are watching. Next try in {seconds} s.',
  offline: 'You are offline. The video comes back with the connection.',
  denied: 'You are not allowed to watch this video.',
  signIn: 'Sign in',
  stale: 'This page is out of date.',
  reload: 'Reload the page',
  gone: 'This video is no longer available.',
  failed: 'The picture could not be loaded.',
  error: 'This video cannot be loaded here.',
  loading: 'Getting the video…',
  close: 'Close',
  previous: 'Previous video',
  next: 'Next video',
  /** `{number}` and `{count}` stand for its place in the gallery. */
  place: '{number} of {count}',
  download: 'Download',
  /** The box above a long gallery, and what it found; `{number}` and `{count}` stand for how many of how many. */
  filter: 'Find on this page',
  found: '{number} of {count} videos',
  notFound: 'No video on this page matches.',
  /** Offered when the player stays silent. */
  otherPlayer: 'Not playing? Try the plain player',
  unplayable: 'This video cannot be played in this browser.',
};

export type Labels = typeof LABELS;
