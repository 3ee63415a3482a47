import { catalogue } from './catalogue/catalogue.js';
import { createFaultSchedule, type FaultSchedule } from './faults/schedule.js';
import type { SandboxOptions, Switches } from './options.js';
import { DEFAULT_API_KEY, switchesAmong, switchesFrom } from './options.js';
import { type AccessTokens, createAccessTokens } from './state/access-tokens.js';
import { type Counters, createCounters } from './state/counters.js';
import { createLiveStreams, type LiveStreams } from './state/live-streams.js';
import type { Ping } from './state/pings.js';
import { createTokenStore, type TokenStore } from './state/private-tokens.js';
import { createRandom, type Random } from './state/random.js';
import { createRateLimits, type RateLimits } from './state/rate-limits.js';
import { createUploadTokens, type UploadTokens } from './state/upload-tokens.js';
import { createVideoStore, type VideoStore } from './state/videos.js';
import { parseSwitches } from './switch-rules.js';
import { deliver } from './webhooks/deliver.js';
import { createWebhooks, type Webhooks } from './webhooks/webhooks.js';

/** Where each part answers; assets are built from these. No slash at the end. */
export interface Origins {
  api: string;
  media: string;
  embed: string;
  live: string;
  /** The media host under api.video's older name. */
  cdn: string;
}

/** What a reset begins anew. */
export interface State {
  /** Milliseconds the clock was moved on. */
  ahead: number;
  switches: Switches;
  random: Random;
  videos: VideoStore;
  tokens: TokenStore;
  accessTokens: AccessTokens;
  uploadTokens: UploadTokens;
  liveStreams: LiveStreams;
  webhooks: Webhooks;
  rateLimits: RateLimits;
  counters: Counters;
  /** What players have told the collector, the newest last. */
  pings: Ping[];
  faults: FaultSchedule;
}

/** Everything the servers share. A reset replaces the members of `State`, so handlers read them at each request. */
export interface World extends State {
  readonly apiKey: string;
  readonly clock: () => number;
  /** Bytes that uploads may take together. */
  readonly uploadCap: number;
  /** Fires when the sandbox stops. */
  readonly closing: AbortSignal;
  origins: Origins;
}

export function createWorld(options: SandboxOptions, closing: AbortSignal): World {
  const base = options.clock ?? Date.now;
  const clock = () => base() + world.ahead;
  const world: World = {
    apiKey: options.apiKey ?? DEFAULT_API_KEY,
    clock,
    uploadCap: options.uploadCap ?? 256 * 1024 * 1024,
    closing,
    origins: { api: '', media: '', embed: '', live: '', cdn: '' },
    ...initialState(options, clock, closing, () => world.switches),
  };
  return world;
}

/** Everything as it was at the start, options and seed included. */
export function resetWorld(world: World, options: SandboxOptions): void {
  world.webhooks.stop();
  Object.assign(
    world,
    initialState(options, world.clock, world.closing, () => world.switches),
  );
}

function initialState(
  options: SandboxOptions,
  clock: () => number,
  closing: AbortSignal,
  switches: () => Switches,
): State {
  const random = createRandom(options.seed);
  return {
    ahead: 0,
    switches: switchesFrom(parseSwitches(switchesAmong(options))),
    random,
    videos: createVideoStore(catalogue(options.videos ?? 24)),
    tokens: createTokenStore(clock, random, switches),
    accessTokens: createAccessTokens(clock, random, () => switches().accessTokenTtl),
    uploadTokens: createUploadTokens(clock, random),
    liveStreams: createLiveStreams(),
    webhooks: createWebhooks(
      clock,
      random,
      (webhook, event) => void deliver(webhook, event, switches().webhookPause, closing),
    ),
    rateLimits: createRateLimits(clock, () => switches().limits),
    counters: createCounters(),
    pings: [],
    faults: createFaultSchedule(options.faults ?? [], random),
  };
}
