import type { Fault } from 'api-video-sandbox';

const SESSION = { host: 'media', path: '*/session' } as const;

/** Every kind of fault there is: about a fifth of the reads and an eighth of the session calls, and two bursts. */
export const FAULTS: readonly Fault[] = [
  { kind: 'status', status: 500, host: 'api', skip: 60, times: 12 },
  { kind: 'rate-limit', retryAfter: 2, host: 'api', skip: 120, times: 12 },
  { kind: 'status', status: 503, host: 'api', chance: 0.03 },
  { kind: 'html', host: 'api', chance: 0.02 },
  { kind: 'rate-limit', retryAfter: 1, host: 'api', chance: 0.02 },
  { kind: 'timeout', host: 'api', chance: 0.01 },
  { kind: 'reset', host: 'api', chance: 0.02 },
  { kind: 'lost', host: 'api', chance: 0.02 },
  { kind: 'slow', ms: 1500, host: 'api', chance: 0.02 },
  { kind: 'content-type', host: 'api', chance: 0.02 },
  { kind: 'used-tokens', host: 'api', chance: 0.02 },
  { kind: 'missing-tokens', host: 'api', chance: 0.02 },
  { kind: 'duplicate', host: 'api', chance: 0.03 },
  { kind: 'status', status: 503, ...SESSION, chance: 0.02 },
  { kind: 'html', ...SESSION, chance: 0.01 },
  { kind: 'rate-limit', ...SESSION, chance: 0.01 },
  { kind: 'timeout', ...SESSION, chance: 0.005 },
  { kind: 'reset', ...SESSION, chance: 0.02 },
  { kind: 'lost', ...SESSION, chance: 0.03 },
  { kind: 'slow', ms: 1500, ...SESSION, chance: 0.02 },
  { kind: 'content-type', ...SESSION, chance: 0.02 },
];
