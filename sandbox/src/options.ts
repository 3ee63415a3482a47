import type { Fault } from './faults/plan.js';

/** What `startSandbox()` takes, and the settings it becomes. Values without a source are ours: api.video is silent. */

/** Requests a minute by class; `false` switches limiting and its headers off (api-video.md, "Rate limits"). */
export type Limits = { reads: number; writes: number; uploads: number } | false;

/** Everything that may be changed while the sandbox runs, with `setOptions()` or the admin API. */
export interface Switches {
  /** Seconds a session lasts (api-video.md, "Using a session"). @default 86400 */
  sessionTtl: number;
  /** Seconds an unused private token lasts. @default Infinity */
  privateTokenTtl: number;
  /** Seconds a bearer token lasts (api-video.md, "Bearer tokens"). @default 3600 */
  accessTokenTtl: number;
  /** @default production's numbers: 500 reads, 200 writes, 100 uploads a minute */
  limits: Limits;
  /** Milliseconds that a call of the API or `/session` takes. @default 0 */
  latency: number;
  /**
   * A new private token at every read, or the same one until it is used (api-video.md, "Private tokens"). @default
   * 'fresh'
   */
  tokens: 'fresh' | 'until-used';
  /** Whether lists carry tokens; without them a private item has bare URLs. @default true */
  listTokens: boolean;
  /** Whether minting a token revokes the video's older unused ones. @default false */
  revokeOlder: boolean;
  /** What delivery hosts answer to a used, unknown or foreign token. @default 404 */
  usedTokenStatus: 403 | 404 | 410;
  /** The smallest `pageSize` lists accept (api-video.md, "Lists of videos"). @default 1 */
  minPageSize: number;
  /** The host in `assets`: the media host, or the one under api.video's older name. @default 'vod' */
  assetHost: 'vod' | 'cdn';
  /** Whether videos offer their mp4, over and above each video's own `mp4Support`. @default true */
  mp4: boolean;
  /** Whether Video objects hold `assets`; `false` answers `null`. @default true */
  assets: boolean;
  /** Seconds from a file's arrival until all its qualities are encoded. @default 2 */
  encodingTime: number;
  /** What the HLS manifest of a video that is still encoding is answered with; private ones need their token. @default 202 */
  encodingStatus: 202 | 404;
  /**
   * Hosts whose pages may ask for assets (api-video.md, "Referrers and CORS"); `null` asks for no referrer. @default
   * null
   */
  allowedReferrers: readonly string[] | null;
  /** Whether requests without a referrer pass where `allowedReferrers` is set. @default false */
  allowEmptyReferrer: boolean;
  /** Milliseconds between attempts to deliver a webhook (api-video.md, "Webhooks"). @default 3000 */
  webhookPause: number;
  /** Whether links between pages hold the origin (api-video.md, "Lists of videos"). @default 'relative' */
  links: 'relative' | 'absolute';
  /** Content type of JSON answers; official clients refuse `application/json; charset=utf-8`. @default 'application/json' */
  contentType: string;
  /** Whether errors are `application/problem+json`; older official clients log in only on that. @default false */
  problemJson: boolean;
}

export interface SandboxOptions extends Partial<Switches> {
  /** Ports on 127.0.0.1; 0 takes a free one. @default 0 */
  apiPort?: number | undefined;
  mediaPort?: number | undefined;
  embedPort?: number | undefined;
  livePort?: number | undefined;
  cdnPort?: number | undefined;
  /** Number of videos in the catalogue; the first 24 are always the same. @default 24 */
  videos?: number | undefined;
  /** Bytes that all uploads together may take; they are kept in memory. @default 256 MiB */
  uploadCap?: number | undefined;
  /** @default 'vitrine-sandbox-key' */
  apiKey?: string | undefined;
  /** Makes tokens and new ids repeatable; without it they are random. */
  seed?: number | undefined;
  /** What goes wrong, and when. @default nothing */
  faults?: readonly Fault[] | undefined;
  /** Milliseconds since 1970. @default Date.now */
  clock?: (() => number) | undefined;
}

export const DEFAULT_API_KEY = 'vitrine-sandbox-key';

/** How a sandbox starts. */
export const DEFAULT_SWITCHES = {
  sessionTtl: 86_400,
  privateTokenTtl: Number.POSITIVE_INFINITY,
  accessTokenTtl: 3600,
  limits: { reads: 500, writes: 200, uploads: 100 },
  latency: 0,
  tokens: 'fresh',
  listTokens: true,
  revokeOlder: false,
  usedTokenStatus: 404,
  minPageSize: 1,
  assetHost: 'vod',
  mp4: true,
  assets: true,
  encodingTime: 2,
  encodingStatus: 202,
  allowedReferrers: null,
  allowEmptyReferrer: false,
  webhookPause: 3000,
  links: 'relative',
  contentType: 'application/json',
  problemJson: false,
} as const satisfies Switches;

/** `switches` over `base`. */
export const switchesFrom = (switches: Partial<Switches>, base: Switches = DEFAULT_SWITCHES): Switches => ({
  ...base,
  ...switches,
});

/** What is fixed at the start; every other option is a switch. */
const FIXED = [
  'apiPort',
  'mediaPort',
  'embedPort',
  'livePort',
  'cdnPort',
  'videos',
  'uploadCap',
  'apiKey',
  'seed',
  'faults',
  'clock',
];

/** The options that are switches, unchecked. */
export const switchesAmong = (options: SandboxOptions): Record<string, unknown> =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !FIXED.includes(name)));
