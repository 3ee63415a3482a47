/** What visitors read in galleries and their dialog. The names are those of the option `labels`. */
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
  /** `{seconds}` as with `busy`. */
  interrupted: 'This video cannot be played at the moment. Next try in {seconds} s.',
  retry: 'Try again',
  /** The bar of the browser's own player. */
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  mute: 'Mute',
  unmute: 'Unmute',
  volume: 'Volume',
  captions: 'Captions',
  captionsOff: 'Captions are off',
  chapters: 'Chapters',
  settings: 'Settings',
  speed: 'Speed',
  captionSize: 'Size of captions',
  captionColor: 'Colour of captions',
  captionBackground: 'Background of captions',
  white: 'White',
  yellow: 'Yellow',
  cyan: 'Cyan',
  green: 'Green',
  solid: 'Black',
  translucent: 'Translucent',
  none: 'None',
  fullscreen: 'Full screen',
  exitFullscreen: 'Leave full screen',
  /** Offered where a video goes on at the place where it was left. */
  beginning: 'From the beginning',
  /** What a card says of a video that was watched in part, to those who cannot see the bar. */
  watched: '{percent} % watched',
};

export type Labels = typeof LABELS;

/** What visitors read on the watch page, where no gallery gives words of its own. */
export const WATCH_PAGE = {
  untitled: 'Video',
  /** To the page that the visitor came from, and to the index of all galleries. */
  back: 'Back',
  galleries: 'All galleries',
  ask: {
    heading: 'Watch this video',
    text: 'This video is private. Opening it uses a key that is made for you.',
    button: 'Watch the video',
  },
  describe: { heading: 'A private video', text: 'Open this page in a browser to watch it.' },
  refuse: { heading: 'This address is for watching', text: 'Open it in a browser to see the video.' },
  denied: {
    heading: 'You don’t have access',
    text: 'This video is not open to you, or its address is incomplete.',
  },
  stale: {
    heading: 'This link is out of date',
    text: 'The site has changed since. Go back to the gallery and open the video there.',
  },
  gone: { heading: 'No longer available', text: 'This video has been taken down.' },
  busy: {
    heading: 'One moment',
    text: 'Too many videos are being opened at once. Reload this page in a little while.',
  },
  tooMany: {
    heading: 'One moment',
    text: 'You have opened many videos in a short time. Reload this page in a minute.',
  },
  noAsset: {
    heading: 'Not available in this form',
    text: 'This video is not offered in the form that was asked for.',
  },
  notConfigured: {
    heading: 'Not available yet',
    text: 'This site is not set up to play private videos. Its owner can find the reason in the server log.',
  },
};

/** What visitors read on the index of all galleries. */
/** The way home, on the plain page of sites without a layout. */
export const HOME = 'Home';

export const INDEX_PAGE = {
  title: 'Galleries',
  description: 'All galleries',
  empty: 'There are no galleries yet.',
};
