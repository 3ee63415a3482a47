import { catalogue } from './catalogue/catalogue.js';
import { createFaultSchedule, type FaultSchedule } from './faults/schedule.js';
import type { SandboxOptions, Switches } from './options.js';
import { DEFAULT_API_KEY, switchesAmong, switchesFrom } from './options.js';
import { type AccessTokens, createAccessTokens } from './state/access-tokens.js';
import { type Counters, createCounters } from './state/counters.js';
import { createRandom, type Random } from './state/random.js';
import { createRateLimits, type RateLimits } from './state/rate-limits.js';
import { createTokenStore, type TokenStore } from './state/tokens.js';
import { createUploadTokens, type UploadTokens } from './state/upload-tokens.js';
import { createVideoStore, type VideoStore } from './state/videos.js';
import { parseSwitches } from './switch-rules.js';

/** Where each part answers; assets are built from these. No slash at the end. */
export interface Origins {
  api: string;
  media: string;
  embed: string;
  /** The media host under api.video's older name. */
  cdn: string;
}

/** Everything the servers share. `reset()` replaces the members, so handlers read them at each request. */
export interface World {
  readonly apiKey: string;
  readonly clock: () => number;
  /** Bytes that uploads may take together. */
  readonly uploadCap: number;
  /** Fires when the sandbox stops. */
  readonly closing: AbortSignal;
  origins: Origins;
  switches: Switches;
  random: Random;
  videos: VideoStore;
  tokens: TokenStore;
  accessTokens: AccessTokens;
  uploadTokens: UploadTokens;
  rateLimits: RateLimits;
  counters: Counters;
  faults: FaultSchedule;
  /** Milliseconds the clock was moved on. */
  ahead: number;
  /** Moves the clock on. */
  advance(seconds: number): void;
}

export function createWorld(options: SandboxOptions, closing: AbortSignal): World {
  const base = options.clock ?? Date.now;
  const world: World = {
    apiKey: options.apiKey ?? DEFAULT_API_KEY,
    clock: () => base() + world.ahead,
    advance(seconds: number) {
      world.ahead += seconds * 1000;
    },
    uploadCap: options.uploadCap ?? 256 * 1024 * 1024,
    closing,
    origins: { api: '', media: '', embed: '', cdn: '' },
  } as World;
  resetWorld(world, options);
  return world;
}

/** Everything as it was at the start, options and seed included. */
export function resetWorld(world: World, options: SandboxOptions): void {
  world.ahead = 0;
  const random = createRandom(options.seed);
  world.switches = switchesFrom(parseSwitches(switchesAmong(options)));
  world.random = random;
  world.videos = createVideoStore(catalogue(options.videos ?? 24));
  world.tokens = createTokenStore(world.clock, random, () => world.switches);
  world.accessTokens = createAccessTokens(world.clock, random, () => world.switches.accessTokenTtl);
  world.uploadTokens = createUploadTokens(world.clock, random);
  world.rateLimits = createRateLimits(world.clock, () => world.switches.limits);
  world.counters = createCounters();
  world.faults = createFaultSchedule(options.faults ?? [], random);
}
