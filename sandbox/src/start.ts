import { setTimeout as delay } from 'node:timers/promises';
import { adminHandler, isAdmin } from './admin/admin-handler.js';
import { createControls } from './admin/controls.js';
import { apiHandler } from './api/api-handler.js';
import { QUOTA_HEADERS } from './api/limits.js';
import { EXPOSED } from './delivery/answers.js';
import { mediaHandler } from './delivery/media-handler.js';
import { embedHandler } from './embed/embed-handler.js';
import type { Fault } from './faults/plan.js';
import { host } from './host.js';
import { close, listen } from './http/listen.js';
import { createHandlerServer } from './http/serve.js';
import { liveHandler } from './live/live-handler.js';
import type { SandboxOptions, Switches } from './options.js';
import { type CounterReport, reportCounters } from './state/counters.js';
import type { Ping } from './state/pings.js';
import { createWorld } from './world.js';

export interface Sandbox {
  /** Origins without a slash at the end. */
  readonly apiUrl: string;
  readonly mediaUrl: string;
  readonly embedUrl: string;
  readonly liveUrl: string;
  /** The media host under api.video's older name; `assetHost: 'cdn'` puts it into `assets`. */
  readonly cdnUrl: string;
  readonly apiKey: string;
  /** What a client of the sandbox needs in its environment. */
  readonly env: { APIVIDEO_API_KEY: string; APIVIDEO_API_URL: string };
  /** Every token made since the start or the last reset: whatever must hold no token can be searched for them. */
  issued(): { privateTokens: string[]; sessionTokens: string[] };
  counters(): CounterReport;
  /** What players have told the collector since the start or the last reset, up to a thousand times. */
  pings(): readonly Ping[];
  /** Back to the state, the switches and the seed of the start. */
  reset(): void;
  setOptions(switches: Partial<Switches>): void;
  /** Replaces the fault plan. */
  setFaults(plan: readonly Fault[]): void;
  /** Moves the clock on by seconds. */
  advance(seconds: number): void;
  /** Puts a live stream on air, or takes it off, which leaves a recording. */
  broadcast(liveStreamId: string, onAir: boolean): void;
  close(): Promise<void>;
}

/** Starts a local api.video on 127.0.0.1: API, media and embed page, each on an origin of its own. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const closing = new AbortController();
  const world = createWorld(options, closing.signal);
  const controls = createControls(world, options);
  const api = host(world, 'api', apiHandler(world, delay), {
    exposes: QUOTA_HEADERS,
    json: () => world.switches.contentType,
  });
  const media = host(world, 'media', mediaHandler(world, delay), { exposes: EXPOSED });
  const live = host(world, 'live', liveHandler(world, delay), { exposes: EXPOSED });
  const embed = host(world, 'embed', embedHandler(world));
  const admin = adminHandler(world, controls);
  const servers = {
    api: {
      server: createHandlerServer((request) => (isAdmin(request) ? admin(request) : api(request))),
      port: options.apiPort,
      what: 'API',
    },
    media: { server: createHandlerServer(media), port: options.mediaPort, what: 'media' },
    embed: { server: createHandlerServer(embed), port: options.embedPort, what: 'embed page' },
    live: { server: createHandlerServer(live), port: options.livePort, what: 'live media' },
    cdn: { server: createHandlerServer(media), port: options.cdnPort, what: 'media (older name)' },
  };
  const stop = async () => {
    closing.abort();
    await Promise.all(Object.values(servers).map(({ server }) => close(server)));
  };
  try {
    for (const [name, { server, port = 0, what }] of Object.entries(servers)) {
      world.origins[name as keyof typeof servers] = await listen(server, port, what);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    apiUrl: world.origins.api,
    mediaUrl: world.origins.media,
    embedUrl: world.origins.embed,
    liveUrl: world.origins.live,
    cdnUrl: world.origins.cdn,
    apiKey: world.apiKey,
    env: { APIVIDEO_API_KEY: world.apiKey, APIVIDEO_API_URL: world.origins.api },
    issued: () => world.tokens.issued(),
    counters: () => reportCounters(world),
    pings: () => [...world.pings],
    reset: controls.reset,
    setOptions: controls.setOptions,
    setFaults: controls.setFaults,
    advance: controls.advance,
    broadcast: controls.broadcast,
    close: stop,
  };
}
