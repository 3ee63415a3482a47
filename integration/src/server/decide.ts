import type { GrantPayload } from '../shared/grant-payload.js';
import type { CurrentAccess } from '../shared/narrowed.js';
import type { AskedGroup } from './asked.js';
import type { Permit } from './permit.js';

/** The payloads a visitor may have: the rule is asked once for each access value. Never rejects. */
export type Decide = (groups: readonly AskedGroup[], permit: Permit) => Promise<ReadonlySet<GrantPayload>>;

export interface DecideDependencies {
  /** Where pages of earlier builds were sealed with an access that counts no more. */
  current?: CurrentAccess | undefined;
  /** Told how many genuine grants the site's rule refused, by the access they were sealed with. */
  onDenied?: ((access: string, count: number) => void) | undefined;
}

/** The same wishes by the access values that count now; one of them is enough. */
function byCurrentAccess(groups: readonly AskedGroup[], current: CurrentAccess): AskedGroup[] {
  const payloads = new Map<string, GrantPayload[]>();
  for (const group of groups) {
    for (const payload of group.payloads) {
      for (const access of current(payload.videoId, group.access) ?? [group.access]) {
        const same = payloads.get(access);
        if (same) same.push(payload);
        else payloads.set(access, [payload]);
      }
    }
  }
  return [...payloads].map(([access, wanted]) => ({
    access,
    payloads: wanted,
    videoIds: [...new Set(wanted.map(({ videoId }) => videoId))],
  }));
}

export function createDecide({ current, onDenied }: DecideDependencies): Decide {
  return async (asked, permit) => {
    const groups = current ? byCurrentAccess(asked, current) : asked;
    const allowed = new Set<GrantPayload>();
    const decisions = groups.map(async ({ access, payloads, videoIds }) => {
      const permitted = await permit(access, videoIds);
      for (const payload of payloads) if (permitted.has(payload.videoId)) allowed.add(payload);
    });
    await Promise.all(decisions);
    for (const { access, payloads } of asked) {
      const denied = payloads.filter((payload) => !allowed.has(payload)).length;
      if (denied > 0) onDenied?.(access, denied);
    }
    return allowed;
  };
}
