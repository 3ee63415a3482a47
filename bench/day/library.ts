import type { VideoQuery } from '../../integration/src/contract/video-query.js';
import type { GrantSource } from '../../integration/src/grants/payload.js';
import type { IssueRequest } from '../../integration/src/server/issuing/issue.js';

/** The videos of the account, and how many of them stand in each gallery. */
export const VIDEOS = 10_000;
export const GALLERIES = 500;
export const PER_GALLERY = 24;

const ORDER = { sortBy: 'publishedAt', sortOrder: 'desc' } as const;

export const videoIds: readonly string[] = Array.from({ length: VIDEOS }, (_, index) => `vi${index}`);

/** The videos of one gallery: neighbours in the account, so that the last galleries share some with the first. */
const idsOf = (gallery: number) => {
  const from = (gallery * PER_GALLERY) % (VIDEOS - PER_GALLERY);
  return videoIds.slice(from, from + PER_GALLERY);
};

/** What a list of the account gives: a gallery's own, where its tag is asked for. */
export function listed(query: VideoQuery): readonly string[] {
  const tag = query.tags?.[0];
  return tag ? idsOf(Number(tag)) : videoIds;
}

/** A gallery whose videos carry a tag of their own. */
export function taggedGallery(gallery: number): IssueRequest[] {
  const source: GrantSource = { kind: 'query', page: 1, query: { tags: [String(gallery)], ...ORDER } };
  return idsOf(gallery).map((videoId) => ({ videoId, source }));
}

/** A gallery whose videos come from all over the account. */
export function scatteredGallery(gallery: number): IssueRequest[] {
  return Array.from({ length: PER_GALLERY }, (_, place) => {
    const position = (gallery * 7919 + place * 417) % VIDEOS;
    return {
      videoId: `vi${position}`,
      source: { kind: 'order', page: Math.floor(position / 100) + 1 },
    };
  });
}
