import { z } from 'astro/zod';
import { isOpen } from '../content/sync/statuses.js';
import type { Synced } from '../content/sync/synced.js';
import { VIDEO_SORTS, type VideoQuery } from '../contract/video-query.js';
import type { BuildReport } from '../galleries/build-report.js';

/** What a build may leave for the next one, where the quota or its time was over. */
const LEFTOVERS = ['lengths', 'previews'] as const;

export type Leftover = (typeof LEFTOVERS)[number];

/**
 * What a build went by, for whoever asks whether the next one would differ. Videos are named by digests (video-digest.ts):
 * without the key of the account it says how many there are, and when and with what the site was built.
 */
export const lastBuildSchema = z.object({
  form: z.literal(1),
  /** The version of this package. */
  release: z.string(),
  /** Digest of whose videos they are, and the hosts that are part of it. */
  account: z.string(),
  hosts: z.array(z.string()),
  /** Names the key that grants are sealed with; absent where the build had one of its own. */
  grantKey: z.string().exactOptional(),
  /** When the build read the account, and when one last read all of it, in milliseconds since 1970. */
  at: z.number(),
  wholeAt: z.number(),
  /** The latest `updatedAt` at api.video then. */
  seenUpTo: z.string().exactOptional(),
  /** How many items api.video counted beside the videos, and which could not be read. */
  others: z.number(),
  unread: z.array(z.string()),
  /** False where videos came or went while it read. */
  agrees: z.boolean(),
  left: z.array(z.enum(LEFTOVERS)),
  /** When the next gallery comes or goes by itself. */
  next: z.number().exactOptional(),
  /** Of each video, by its name, what the list said of it. */
  videos: z.record(z.string(), z.string()),
  /** What was known of those whose length was not, where lengths are asked for. */
  open: z.record(
    z.string(),
    z.object({ playable: z.boolean().exactOptional(), duration: z.number().exactOptional() }),
  ),
  /**
   * The names of videos that pages show, and what galleries look for, sealed: tags say something. Absent where not all
   * pages were rendered.
   */
  shown: z.object({ videos: z.array(z.string()), queries: z.string() }).exactOptional(),
});

export const queriesSchema = z.array(
  z.object({
    title: z.string().exactOptional(),
    tags: z.array(z.string()).exactOptional(),
    metadata: z.record(z.string(), z.string()).exactOptional(),
    sortBy: z.enum(VIDEO_SORTS),
    sortOrder: z.enum(['asc', 'desc']),
  }),
) satisfies z.ZodType<VideoQuery[]>;

export type LastBuild = z.output<typeof lastBuildSchema>;

export interface BuildFacts {
  release: string;
  grantKey: string | undefined;
  previewsLeft: boolean;
  report: Pick<BuildReport, 'galleries' | 'single' | 'queries' | 'moments' | 'live'>;
  /** Whether pages of the build before may have been kept, and what that one left. */
  incremental: boolean;
  before: LastBuild | undefined;
  /** Whether galleries have pages of ours, which take note of their videos even where they are kept. */
  hasPages: boolean;
}

export function describeBuild(synced: Synced, facts: BuildFacts): LastBuild {
  const { digests, seenUpTo, entries } = synced;
  const { release, grantKey, previewsLeft, report } = facts;
  const before = facts.incremental ? facts.before : undefined;
  const coming = [...report.moments, before?.next ?? 0].filter((moment) => moment > synced.at);
  const open = synced.statuses ? entries.filter(isOpen) : [];
  const names = new Map(entries.map(({ id }) => [id, digests.ofId(id)]));
  const nameOf = (id: string) => names.get(id) ?? digests.ofId(id);
  const shown = shownBy(facts, nameOf, synced.seal);
  return {
    form: 1,
    release,
    account: synced.account,
    hosts: [...synced.hosts],
    ...(grantKey ? { grantKey } : {}),
    at: synced.at,
    wholeAt: synced.wholeAt,
    ...(seenUpTo ? { seenUpTo } : {}),
    others: synced.others,
    unread: synced.unread.map(digests.ofUnread),
    agrees: synced.agrees,
    left: [
      ...(synced.statusesLeft ? ['lengths' as const] : []),
      ...(previewsLeft ? ['previews' as const] : []),
    ],
    ...(coming.length > 0 ? { next: Math.min(...coming) } : {}),
    videos: Object.fromEntries(entries.map((entry) => [nameOf(entry.id), digests.ofEntry(entry)])),
    open: Object.fromEntries(
      open.map(({ id, data: { playable, duration } }) => [
        nameOf(id),
        { ...(playable === undefined ? {} : { playable }), ...(duration === undefined ? {} : { duration }) },
      ]),
    ),
    ...(shown ? { shown } : {}),
  };
}

/** Galleries and videos on pages of the site's own are not seen again where these are kept. */
function shownBy(
  { report: { galleries, single, queries, live }, incremental, hasPages, before }: BuildFacts,
  nameOf: (id: string) => string,
  seal: Synced['seal'],
): LastBuild['shown'] {
  if (incremental && (!hasPages || (before && !before.shown))) return undefined;
  const kept = incremental ? (before?.shown?.videos ?? []) : [];
  // Live galleries show what changed without a build.
  const built = [...galleries].flatMap(([id, videos]) => (live.has(id) ? [] : videos));
  const ids = [...single, ...built];
  const videos = new Set([...ids.map(nameOf), ...kept]);
  return { videos: [...videos], queries: seal(JSON.stringify([...queries.values()])) };
}
