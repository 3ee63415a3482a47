import type { Assets } from '../contract/assets.js';
import { type SiteUrls, thumbnailUrl, watchUrl } from '../contract/urls.js';
import type { GrantPayload } from '../grants/payload.js';
import type { CardView } from '../types.js';
import { requireGrantsThatFit } from './diagnostics/long-grants.js';
import type { Previews } from './previews/preview.js';
import type { PlacedVideo } from './resolve.js';

export interface CardContext {
  access: string;
  /** Titles and captions travel sealed in the grants instead of standing in the page. */
  discreet: boolean;
  /** Makes the grant of a private video. */
  seal: (payload: GrantPayload) => string;
  site: SiteUrls;
  thumbnails: 'token' | 'relay';
  /** Empty where the page may show nothing of its pictures. */
  previews: Previews;
}

/** What the grant of a placed video says; nothing where the page itself shows all of it. */
function grantPayload(
  { video, title, caption, chapters, source, until }: PlacedVideo,
  { access, discreet }: Pick<CardContext, 'access' | 'discreet'>,
): GrantPayload | undefined {
  if (video.assets && !discreet) return undefined;
  const words = { title, ...(caption ? { caption } : {}) };
  return {
    videoId: video.id,
    access,
    source,
    ...(discreet ? words : {}),
    ...(chapters ? { chapters } : {}),
    ...(until !== undefined ? { until } : {}),
  };
}

/**
 * What a page shows of some placed videos. Fails where a grant would be too long to be of use.
 *
 * @param where Gives the file and line of a text, or what else places the videos.
 */
export function cardViews(
  placed: readonly PlacedVideo[],
  context: CardContext,
  where: (text: string) => string,
): CardView[] {
  requireGrantsThatFit(
    where,
    placed.flatMap((each) => {
      const payload = grantPayload(each, context);
      return payload ? [{ payload, title: each.title, ownTitle: each.title === each.video.title }] : [];
    }),
  );
  return placed.map((each) => cardView(each, context));
}

/** What a page shows of one placed video: a public one as it is, a private one as a sealed placeholder. */
function cardView(placed: PlacedVideo, context: CardContext): CardView {
  const { video, title, caption, chapters } = placed;
  const { discreet, seal, site, thumbnails, previews } = context;
  const words = { title, ...(caption ? { caption } : {}) };
  const length = video.duration ? { duration: Math.round(video.duration) } : {};
  const colours = discreet ? undefined : previews.get(video.id);
  const preview = colours ? { preview: colours } : {};
  const payload = grantPayload(placed, context);
  if (!payload) {
    return {
      kind: 'public',
      id: video.id,
      discreet: false,
      ...words,
      ...length,
      ...(chapters ? { chapters } : {}),
      ...preview,
      ...(video.assets as Assets),
    };
  }
  const grant = seal(payload);
  return {
    kind: 'private',
    id: video.id,
    grant,
    watchUrl: watchUrl(site, grant),
    discreet,
    // A discreet card has to ask for its title anyway, and gets its thumbnail with it.
    ...(thumbnails === 'relay' && !discreet ? { thumbnail: thumbnailUrl(site, grant) } : {}),
    ...preview,
    ...(discreet ? {} : { ...words, ...length }),
  };
}
