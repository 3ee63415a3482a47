import { LRUCache } from 'lru-cache';
import type { OpenedGrant } from '../../grants/seal.js';
import type { OpenGrant } from './requested-grants.js';

/** Grants remembered at most. A grant of a public gallery is about 200 characters. */
const GRANTS = 10_000;

/**
 * A grant is the same for every visitor, and opening one is the dearest part of an answer from the pool: the genuine
 * ones are remembered. What is not genuine is never kept.
 */
export function cacheVerifiedGrants(openGrant: OpenGrant, size = GRANTS): OpenGrant {
  const cache = new LRUCache<string, OpenedGrant>({ max: size });
  return (grant) => {
    const known = cache.get(grant);
    if (known) return known;
    const opened = openGrant(grant);
    if (opened.status === 'open') cache.set(grant, opened);
    return opened;
  };
}
