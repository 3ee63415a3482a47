import type { OpenedGrant } from '../shared/grant.js';

/** Grants remembered at least; twice as many at most. A grant of a public gallery is about 200 characters. */
const REMEMBERED = 5000;

/**
 * A grant is the same for every visitor, and opening one is the dearest part of an answer from the pool: the genuine
 * ones are remembered, in two generations of which the older one goes. What is not genuine is never kept.
 */
export function rememberOpened(
  open: (grant: string) => OpenedGrant,
  size = REMEMBERED,
): (grant: string) => OpenedGrant {
  let recent = new Map<string, OpenedGrant>();
  let older = new Map<string, OpenedGrant>();
  return (grant) => {
    const known = recent.get(grant);
    if (known) return known;
    const opened = older.get(grant) ?? open(grant);
    if (opened.status !== 'open') return opened;
    if (recent.size >= size) {
      older = recent;
      recent = new Map();
    }
    recent.set(grant, opened);
    return opened;
  };
}
