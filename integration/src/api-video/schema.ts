import { z } from 'astro/zod';
import type { AssetName } from '../contract/assets.js';
import { TOKEN } from './asset-url.js';
import { mendText } from './http/mend-text.js';
import { type Item, isItem, readItems, textOf, whyUnread } from './read-item.js';

/** Each absent where api.video gave none. */
export type GivenAssets = { [Name in AssetName]?: string | undefined };

/** The part that tokens are made from. */
export interface MintingVideo {
  videoId: string;
  public: boolean;
  assets?: GivenAssets | null;
}

/** A video as api.video gave it. Its asset URLs may hold a private token: never store, log or render them. */
export interface ApiVideo extends MintingVideo {
  title: string;
  description: string;
  tags: string[];
  metadata: { key: string; value: string }[];
  createdAt?: string | undefined;
  publishedAt?: string | undefined;
  updatedAt?: string | undefined;
}

/**
 * Of a video's members only `videoId` is promised (api-video.md, "Video object"): what is null or something else falls
 * away.
 */
function readVideo(item: Item): ApiVideo {
  return {
    ...mintingPart(item, (text) => text),
    title: textOf(item.title) ?? '',
    description: textOf(item.description) ?? '',
    tags: listOf(item.tags).flatMap((tag) => textOf(tag) ?? []),
    metadata: pairsOf(item.metadata),
    createdAt: dateOf(item.createdAt),
    publishedAt: dateOf(item.publishedAt),
    updatedAt: dateOf(item.updatedAt),
  };
}

/** @param spelled Makes text of what stands there. */
function mintingPart(
  { videoId, public: isPublic, assets }: Item,
  spelled: (text: string) => string,
): MintingVideo {
  const url = (value: unknown) => (typeof value === 'string' && value ? spelled(value) : undefined);
  return {
    videoId: videoId as string,
    public: (isPublic ?? true) as boolean,
    assets: isItem(assets)
      ? {
          player: url(assets.player),
          hls: url(assets.hls),
          thumbnail: url(assets.thumbnail),
          mp4: url(assets.mp4),
        }
      : null,
  };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const dateOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Pairs as api.video writes them, `[{ key, value }]`, or as a plain object. */
function pairsOf(value: unknown): ApiVideo['metadata'] {
  const pairs = isItem(value)
    ? Object.entries(value).map(([key, each]) => ({ key, value: each }))
    : listOf(value).filter(isItem);
  return pairs.flatMap((pair) => {
    const [key, text] = [textOf(pair.key), textOf(pair.value)];
    return key === undefined || text === undefined ? [] : [{ key, value: text }];
  });
}

export const videoSchema = z.unknown().transform((value, context): ApiVideo => {
  const why = whyUnread(value);
  if (why === undefined) return readVideo(value as Item);
  context.addIssue(why);
  return z.NEVER;
});

/** Far more than a page has; whatever holds more is no page, and is not looked at item by item. */
const MOST_ITEMS = 1000;

const itemsSchema = z.array(z.unknown()).max(MOST_ITEMS);

export const videoPageSchema = z
  .object({
    data: itemsSchema,
    pagination: z.object({
      currentPage: z.number(),
      pagesTotal: z.number(),
      itemsTotal: z.number(),
    }),
  })
  .transform(({ data, pagination }) => ({ ...readItems(data, readVideo), pagination }));

/** A page of which nothing but `MintingVideo`s is read, from a text that was read byte by byte. */
export const mintingPageSchema = z
  .object({ data: itemsSchema })
  .transform(({ data }) => readItems(data, (item) => mintingPart(item, mendText), mendText));

export type VideoPage = z.output<typeof videoPageSchema>;

/** Every member may be absent before encoding (api-video.md, "Status"); what is something else counts as absent. */
export const statusSchema = z.object({
  encoding: z
    .object({
      playable: z.boolean().optional().catch(undefined),
      metadata: z
        .object({ duration: z.number().optional().catch(undefined) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

export const sessionSchema = z.object({
  session_token: z.string().regex(TOKEN),
});
