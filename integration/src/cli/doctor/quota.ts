import { DEFAULT_SWITCHES } from 'api-video-sandbox';
import type { Answer } from '../../api-video/http/send.js';
import { readRateLimit } from '../../api-video/quota-window.js';
import type { Finding } from './finding.js';

/** Reads that the questions about tokens may take. */
export const READS_NEEDED = 12;

/** Calls a minute that production documents; Vitrine's own limits are made for them. */
const DOCUMENTED_LIMITS = DEFAULT_SWITCHES.limits;

/** What the headers of a management answer say of the quota. */
export function examineQuota({ headers }: Answer): Finding {
  const state = readRateLimit(headers);
  if (!state) {
    return {
      id: 'quota',
      level: 'note',
      found: 'Answers name no quota.',
      advice: 'Vitrine then reads as fast as visitors ask, and waits when api.video refuses.',
      sandbox: { limits: false },
    };
  }
  const { limit, remaining, resetIn } = state;
  const found = `${limit} reads a minute, ${remaining} left for the next ${resetIn} s.`;
  const sandbox = { limits: { ...DOCUMENTED_LIMITS, reads: limit } };
  if (limit >= DOCUMENTED_LIMITS.reads) return { id: 'quota', level: 'ok', found, sandbox };
  return {
    id: 'quota',
    level: 'note',
    found,
    advice: `Less than production's ${DOCUMENTED_LIMITS.reads}: one visitor should not take it all, so set limits: { reads: ${Math.max(1, Math.floor(limit / 4))} }.`,
    sandbox,
  };
}

/** The quota is too low for questions that mint: nothing is asked then. */
export function tooFewReads({ headers }: Answer): Finding | undefined {
  const state = readRateLimit(headers);
  if (!state || state.remaining >= READS_NEEDED) return undefined;
  return {
    id: 'quota-left',
    level: 'problem',
    found: `Only ${state.remaining} reads are left, and the questions about tokens take up to ${READS_NEEDED}.`,
    advice: `Try again in ${state.resetIn} s.`,
  };
}
