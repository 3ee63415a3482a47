import type { Incoming } from '../http/exchange.js';
import type { Random } from '../state/random.js';
import type { Fault, FaultHost } from './plan.js';

export interface FaultSchedule {
  /** The fault that strikes this request, if one does. Only the first that matches counts the request. */
  strike(host: FaultHost, request: Incoming): Fault | undefined;
  /** The plan with what has happened so far. */
  report(): (Fault & { matched: number; struck: number })[];
}

/** Keeps count of a plan: the same requests under the same seed meet the same faults. */
export function createFaultSchedule(plan: readonly Fault[], random: Random): FaultSchedule {
  const entries = plan.map((fault) => ({
    fault,
    path: fault.path && globPattern(fault.path),
    matched: 0,
    struck: 0,
  }));
  return {
    strike(host, { method, url }) {
      for (const entry of entries) {
        const { fault, path } = entry;
        if (fault.host && fault.host !== host) continue;
        // A preflight is a browser's question, not the call: a plan means it where it says so.
        if (fault.method ? fault.method !== method : method === 'OPTIONS') continue;
        if (path && !path.test(url.pathname)) continue;
        entry.matched += 1;
        if (!due(fault, entry.matched, entry.struck, random)) continue;
        entry.struck += 1;
        return fault;
      }
      return undefined;
    },
    report: () => entries.map(({ fault, matched, struck }) => ({ ...fault, matched, struck })),
  };
}

function due({ skip = 0, times, chance }: Fault, matched: number, struck: number, random: Random): boolean {
  if (matched <= skip || (times !== undefined && struck >= times)) return false;
  return chance === undefined || random.fraction('faults') < chance;
}

/** `*` stands for any text, everything else for itself. */
function globPattern(path: string): RegExp {
  const literal = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`);
}
