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
