import { site } from 'virtual:vitrine/site';
import { AstroError } from 'astro/errors';
import { accessWord } from '../../content/access-word.js';
import { required } from '../../content/fields/reading.js';
import { videoId } from '../../content/placed-video.js';
import { oneLine } from '../../contract/one-line.js';
import { thumbnailUrl } from '../../contract/urls.js';
import type { AccessWord, CardView } from '../../types.js';
import { endOf } from '../availability.js';
import { buildReport, notePublished } from '../build-report.js';
import { cardViews } from '../cards.js';
import { requireAuthorize } from '../diagnostics/require-authorize.js';
import { placeIn, requireUsable, unknownVideos, whereIs } from '../diagnostics/unknown-videos.js';
import { isDiscreet } from '../discreet.js';
import { type GalleryEntry, type PlacedVideo, placeVideo, type SaidOfVideo } from '../resolve.js';
import { catalogue, placedIn, withAccess, wordsInUse } from './collections.js';
import { previewsOf } from './previews.js';
import { cardSite } from './sealing.js';
import { urls } from './site-urls.js';

/** The cards of a gallery, or of some of its places, with a grant for each private video. */
export async function cardsOf(
  entry: GalleryEntry,
  places?: { from: number; to: number },
): Promise<CardView[]> {
  const gallery = await withAccess(entry);
  const { access } = gallery.data;
  requireAuthorize(whereIs(gallery), access, site.hasAuthorize);
  const placed = (await placedIn(entry)).slice(places?.from, places?.to);
  const previews = await previewsOf(gallery.data, placed);
  const context = { access, discreet: isDiscreet(gallery.data), previews, ...cardSite };
  return cardViews(placed, context, (text) => placeIn(gallery, text));
}

/** Where the server relays the thumbnail of a video to those who may watch it under an access value. */
export const thumbnailOf = ({ video, source }: PlacedVideo, access: string, until?: number): string =>
  thumbnailUrl(
    urls,
    cardSite.seal({ videoId: video.id, access, source, ...(until !== undefined ? { until } : {}) }),
  );

/** The same for those who may watch it in a gallery. */
export function relayedPicture({ data }: GalleryEntry, placed: PlacedVideo): string {
  notePublished('galleries', placed.video.id, data.access);
  return thumbnailOf(placed, data.access, endOf(data));
}

export interface SingleVideo extends SaidOfVideo {
  id: string;
  access?: AccessWord | undefined;
}

/** The component in messages. What was pasted is not repeated where it is no id: an address may hold a token. */
function nameOf(written: string): string {
  const reading = videoId(written);
  return 'value' in reading && reading.value ? `<Video id="${oneLine(reading.value)}">` : 'A <Video>';
}

/** The id of a video, or the one that a pasted address holds. */
function idOf(written: string): string {
  const reading = required(videoId, 'it has no id')(written);
  if ('value' in reading) return reading.value;
  throw new AstroError(
    `A <Video> cannot be shown: ${reading.mistakes.map(({ message }) => message).join('; ')}.`,
  );
}

/** Who may watch a video outside galleries, as the site spells it. `where` is its place in messages. */
export async function accessOfVideo({ id, access }: SingleVideo, where = nameOf(id)): Promise<string> {
  const reading = accessWord(access);
  const inUse = await wordsInUse();
  const near = 'value' in reading ? inUse.nearTo(reading.value) : undefined;
  if ('value' in reading && !near) return inUse.spelled(reading.value);
  throw new AstroError(
    `${where} says access="${oneLine(access ?? '')}".`,
    near
      ? `Did you mean access="${oneLine(near)}", as galleries say?`
      : 'Write access="public", or one of the values your rule knows.',
  );
}

/** The card of one video outside a gallery. `where` is its place in messages. */
export async function videoCard(single: SingleVideo, where = nameOf(single.id)): Promise<CardView> {
  const { id: written, access, ...said } = single;
  if (access === undefined && site.hasAuthorize) {
    throw new AstroError(
      `${where} does not say who may watch.`,
      'This site has an `authorize` rule, so write access="public", or one of the values your rule knows.',
    );
  }
  const granted = await accessOfVideo(single, where);
  requireAuthorize(where, granted, site.hasAuthorize);
  const id = idOf(written);
  const index = await catalogue();
  const known = index.byId.get(id);
  if (!known) throw unknownVideos(where, [id], index);
  requireUsable(() => where, known);
  buildReport().single.add(id);
  notePublished('single', id, granted);
  const shown = { access: granted, discreet: undefined };
  const placed = [placeVideo(known, said)];
  const previews = await previewsOf(shown, placed);
  const context = { access: granted, discreet: isDiscreet(shown), previews, ...cardSite };
  const [card] = cardViews(placed, context, () => where);
  return card as CardView;
}
