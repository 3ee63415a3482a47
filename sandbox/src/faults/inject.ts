import type { Answer, Handler } from '../http/exchange.js';
import { type Problem, problemAnswer, tooManyRequests } from '../http/problem.js';
import type { World } from '../world.js';
import type { Fault, FaultHost } from './plan.js';
import { rewriteAnswer } from './rewrite.js';

/** A handler whose answers the fault plan may spoil. */
export function withFaults(world: World, host: FaultHost, handler: Handler): Handler {
  return async (request) => {
    const fault = world.faults.strike(host, request);
    if (!fault) return handler(request);
    const instead = answerInstead(fault);
    if (instead) return instead;
    const answer = await handler(request);
    return spoiled(world, fault, answer);
  };
}

const BAD_GATEWAY =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/**
 * Errors that api.video documents and that no call of the sandbox meets by itself (api-video.md, "Refused logins" and
 * "Errors").
 */
const DOCUMENTED: Record<number, Problem> = {
  401: { type: 'authentication-invalid-api-key', title: 'The API key is invalid.' },
  403: { type: 'authorization-suspended-account', title: 'Suspended account' },
  500: { title: 'Server error' },
};

/** For faults that keep the call from being carried out. */
function answerInstead({ kind, status = 503, retryAfter = 1 }: Fault): Answer | undefined {
  if (kind === 'status')
    return problemAnswer(status, DOCUMENTED[status] ?? { title: 'The service is unavailable.' });
  if (kind === 'html') return { status: 502, headers: { 'content-type': 'text/html' }, body: BAD_GATEWAY };
  if (kind === 'timeout') return { status: 200, manner: { kind: 'silent' } };
  if (kind === 'reset') return { status: 200, manner: { kind: 'cut' } };
  if (kind !== 'rate-limit') return undefined;
  const limited = tooManyRequests();
  const headers = {
    'x-ratelimit-limit': '0',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-retry-after': String(retryAfter),
  };
  return { ...limited, headers: { ...limited.headers, ...headers } };
}

function spoiled(world: World, fault: Fault, answer: Answer): Answer {
  if (fault.kind === 'lost') return { ...answer, manner: { kind: 'cut' } };
  if (fault.kind === 'slow') return { ...answer, manner: { kind: 'slow', milliseconds: fault.ms ?? 1000 } };
  if (fault.kind === 'content-type') {
    return { ...answer, headers: { ...answer.headers, 'content-type': fault.contentType ?? 'text/html' } };
  }
  return rewriteAnswer(world, fault.kind, answer);
}
