import { grantSecret } from 'virtual:vitrine/grant-secret';
import { site } from 'virtual:vitrine/site';
import { AstroError } from 'astro/errors';
import { thisRun } from '../../astro/internals/this-run.js';
import { oneLine } from '../../contract/one-line.js';
import { deriveGrantKeys } from '../../grants/keys.js';
import { noteSealed } from '../../grants/narrowed.js';
import { sealGrant } from '../../grants/seal.js';
import type { CardView } from '../../types.js';
import { buildReport, notePublished } from '../build-report.js';
import { type CardContext, cardViews } from '../cards.js';
import { requireAuthorize } from '../diagnostics/require-authorize.js';
import { placeIn, requireUsable, unknownVideos, whereIs } from '../diagnostics/unknown-videos.js';
import { isDiscreet } from '../discreet.js';
import { type GalleryEntry, placeVideo } from '../resolve.js';
import { catalogue, placedIn } from './collections.js';
import { urls } from './site-urls.js';

const keys = deriveGrantKeys(grantSecret);
const seal: CardContext['seal'] = (payload) => {
  // In a server: a build takes down what its pages show by itself.
  if (!thisRun().command) noteSealed(payload.videoId, payload.access);
  return sealGrant(payload, keys);
};
const cardSite = { seal, site: urls, thumbnails: site.thumbnails };

/** Names the key that the grants are sealed with. */
export const grantKeyId = keys.id.toString('base64url');

/** The cards of a gallery, or of some of its places, with a grant for each private video. */
export async function cardsOf(
  gallery: GalleryEntry,
  places?: { from: number; to: number },
): Promise<CardView[]> {
  const { access } = gallery.data;
  requireAuthorize(whereIs(gallery), access, site.hasAuthorize);
  const placed = await placedIn(gallery);
  const context = { access, discreet: isDiscreet(gallery.data), ...cardSite };
  return cardViews(placed.slice(places?.from, places?.to), context, (text) => placeIn(gallery, text));
}

export interface SingleVideo {
  id: string;
  access?: string | undefined;
  title?: string | undefined;
  caption?: string | undefined;
}

/** The card of one video outside a gallery. */
export async function videoCard({ id, access, title, caption }: SingleVideo): Promise<CardView> {
  const where = `<Video id="${oneLine(id)}">`;
  if (access === undefined && site.hasAuthorize) {
    throw new AstroError(
      `${where} does not say who may watch.`,
      'This site has an `authorize` rule, so write access="public", or one of the values your rule knows.',
    );
  }
  const granted = access ?? 'public';
  requireAuthorize(where, granted, site.hasAuthorize);
  const index = await catalogue();
  const video = index.byId.get(id);
  if (!video) throw unknownVideos({ id: where }, [id], index);
  requireUsable(() => where, video);
  buildReport().single.add(id);
  notePublished('single', id, granted);
  const context = {
    access: granted,
    discreet: isDiscreet({ access: granted, discreet: undefined }),
    ...cardSite,
  };
  const [card] = cardViews([placeVideo(video, title, caption)], context, () => where);
  return card as CardView;
}
