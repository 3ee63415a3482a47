import type { CurrentAccess } from '../../grants/narrowed.js';
import type { GrantPayload } from '../../grants/payload.js';
import type { Authorizer } from './authorizer.js';
import { type AccessGroup, groupsOf } from './requested-grants.js';

/** What a visitor may have. */
export interface Decision {
  videos: ReadonlySet<GrantPayload>;
  /** Whose sealed words as well: they were written for those whom the rule of that time lets in. */
  words: ReadonlySet<GrantPayload>;
}

/** Asks the rule once for each access value. Never rejects. */
export type Decide = (groups: readonly AccessGroup[], authorizer: Authorizer) => Promise<Decision>;

export interface DecideDependencies {
  /** Where pages of earlier builds were sealed with an access that counts no more. */
  current?: CurrentAccess | undefined;
  /** Told how many genuine grants the site's rule refused, by the access they were sealed with. */
  onDenied?: ((access: string, count: number) => void) | undefined;
}

/** The same wishes by the access values that count now; one of them is enough. */
function byCurrentAccess(groups: readonly AccessGroup[], current: CurrentAccess): AccessGroup[] {
  const byAccess = new Map<string, GrantPayload[]>();
  for (const group of groups) {
    for (const payload of group.payloads) {
      for (const access of current(payload, group.access) ?? [group.access]) {
        const same = byAccess.get(access);
        if (same) same.push(payload);
        else byAccess.set(access, [payload]);
      }
    }
  }
  return groupsOf(byAccess);
}

/** Those whose words another access was written for than counts now. */
function withOldWords(groups: readonly AccessGroup[], current: CurrentAccess): AccessGroup[] {
  const byAccess = groups.map(({ access, payloads }) => {
    const old = payloads.filter((payload) => (payload.title || payload.caption) && current(payload, access));
    return [access, old] as const;
  });
  return groupsOf(new Map(byAccess.filter(([, payloads]) => payloads.length > 0)));
}

async function permittedOf(
  groups: readonly AccessGroup[],
  authorizer: Authorizer,
): Promise<Set<GrantPayload>> {
  const decisions = groups.map(async ({ access, payloads, videoIds }) => {
    const permitted = await authorizer(access, videoIds);
    return payloads.filter(({ videoId }) => permitted.has(videoId));
  });
  return new Set((await Promise.all(decisions)).flat());
}

export function createDecide({ current, onDenied }: DecideDependencies): Decide {
  return async (groups, authorizer) => {
    const videos = await permittedOf(current ? byCurrentAccess(groups, current) : groups, authorizer);
    for (const { access, payloads } of groups) {
      const denied = payloads.filter((payload) => !videos.has(payload)).length;
      if (denied > 0) onDenied?.(access, denied);
    }
    const old = current ? withOldWords(groups, current) : [];
    if (old.length === 0) return { videos, words: videos };
    const permitted = await permittedOf(old, authorizer);
    const withheld = new Set(old.flatMap(({ payloads }) => payloads).filter((each) => !permitted.has(each)));
    return { videos, words: new Set([...videos].filter((payload) => !withheld.has(payload))) };
  };
}
