import type { APIContext } from 'astro';
import type { Assets } from './contract/assets.js';

declare global {
  /** The ids of a site's galleries, as keys. The integration declares them in `.astro/`, for editors. */
  interface VitrineGalleries {}
  /** The `access` words of a site's galleries, as keys. */
  interface VitrineAccess {}
}

/** Editors complete the galleries there are; an id that came since the last `astro sync` is one as well. */
export type GalleryId = keyof VitrineGalleries | (string & {});

/** `public` or a word of the site's: editors complete those that galleries say, and any other is one as well. */
export type AccessWord = 'public' | keyof VitrineAccess | (string & {});

/** What a site's rule may look at: the visitor's cookies, session, locals and request, as in any endpoint of Astro. */
export type AuthorizeContext = Pick<
  APIContext,
  'request' | 'url' | 'cookies' | 'session' | 'locals' | 'clientAddress'
>;

export interface AuthorizeRequest {
  /** The `access` of a gallery or `<Video>`, such as `members`. Asked about once for each value. */
  access: AccessWord;
  /** The videos that are wanted under it, each once. */
  videoIds: readonly string[];
  /** Aborted when the time for a decision is over; the answer is then no. */
  signal: AbortSignal;
}

/**
 * Who a request comes from, for limits: an account's id, say. Exported as `visitor` by the file that the `authorize`
 * option names; without it, or where it gives anything but a text, the client address counts. It is not awaited.
 */
export type Visitor = (context: AuthorizeContext) => string | undefined;

/** `true` allows all of them, a list allows those it names. Everything else, an error included, is no. */
export type AuthorizeAnswer = boolean | readonly string[];

/**
 * The rule of a site, named by the `authorize` option: decides who may watch, for tokens, watch pages and thumbnails
 * alike.
 *
 * @example
 * export const authorize: Authorize = async ({ session }, { access }) =>
 *   access === 'public' || (await session?.get('member')) === true;
 */
export type Authorize = (
  context: AuthorizeContext,
  request: AuthorizeRequest,
) => AuthorizeAnswer | Promise<AuthorizeAnswer>;

/**
 * What the server tells a site's `onEvent`, for its metrics: counts and durations, never an id of a visitor, a token or
 * a URL. Durations are in milliseconds.
 */
export type VitrineEvent =
  /** One answered request for tokens or a watch page. */
  | {
      type: 'tokens';
      ready: number;
      /** How many of the ready ones were waiting in the pool. */
      pooled: number;
      denied: number;
      stale: number;
      gone: number;
      busy: number;
      duration: number;
    }
  /** The site's rule refused genuine grants. */
  | { type: 'denied'; access: string; count: number }
  /** One call to api.video. */
  | { type: 'upstream'; call: 'list' | 'video' | 'session'; ok: boolean; reason?: string; duration: number }
  /** A visitor, or all together, asked too often. */
  | { type: 'limited'; route: 'tokens' | 'watch' | 'thumbnail' }
  /** Redis came or went; while it is away each instance counts limits for itself. */
  | { type: 'redis'; available: boolean };

/** Exported as `onEvent` by the file that the `events` option names. Not awaited; what it throws or rejects with is logged. */
export type OnEvent = (event: VitrineEvent) => void;

/** What a card of a gallery needs to be drawn: plain values, settled while the site is built. */
export type CardView = PrivateCardView | PublicCardView;

/** A video whose session the visitor's browser asks for. */
export interface PrivateCardView {
  kind: 'private';
  /** The video's id. */
  id: string;
  grant: string;
  /** The link that works before, and without, any script. */
  watchUrl: string;
  /** Whether title, caption and duration stay out of the page: they come with the session. */
  discreet: boolean;
  /** Seconds, where known. Absent on a discreet card. */
  duration?: number;
  /** Whether its picture is one of the first of its page. */
  eager?: boolean;
  /** The relayed thumbnail, where the server hands them out itself. */
  thumbnail?: string;
  /** Six colours of its picture, as CSS writes them: three above, three below. In public galleries, where the build has made them. */
  preview?: readonly string[];
  /** Absent on a discreet card. */
  title?: string;
  caption?: string;
}

/** A video that anybody may watch: plain URLs, and no part of the token endpoint's work. */
export interface PublicCardView extends Assets {
  kind: 'public';
  id: string;
  discreet: false;
  duration?: number;
  /** Whether its picture is one of the first of its page. */
  eager?: boolean;
  /** Six colours of its picture, as CSS writes them: three above, three below. In public galleries, where the build has made them. */
  preview?: readonly string[];
  title: string;
  caption?: string;
  /** The languages it has chapters in, if any. Those of a private video come with its session. */
  chapters?: readonly string[];
}

/** What the component that the `card` option names is given. */
export interface CardProps {
  /**
   * The video: what the page may show of it (`title`, `caption`, `duration` in seconds, each only where it is known and
   * the gallery is not discreet), and what `<VideoLink>`, `<VideoThumbnail>`, `<VideoTitle>` and `<VideoCaption>` take.
   */
  video: CardView;
}

/** What the layout that the `layout` option names is given; the page stands in its default slot. */
export interface LayoutProps {
  title: string;
  description?: string | undefined;
  /** Keeps the page out of search engines. */
  noindex?: boolean | undefined;
  /** Whole addresses, where the site says its own: of the page, and of its picture for social previews. */
  canonical?: string | undefined;
  image?: string | undefined;
  /** The neighbouring pages of a long gallery. */
  previous?: string | undefined;
  next?: string | undefined;
}
