import { site } from 'virtual:vitrine/site';
import type { GalleryData } from '../../content/gallery-schema.js';
import type { VideoQuery } from '../../contract/video-query.js';
import { buildReport } from '../build-report.js';
import { requireAuthorize } from '../diagnostics/require-authorize.js';
import { placeIn, whereIs } from '../diagnostics/unknown-videos.js';
import { isDiscreet } from '../discreet.js';
import { keptOf } from '../live/live-gallery.js';
import { SHELL_PAGES, type ShellKind } from '../live/shells.js';
import { nfc } from '../nfc.js';
import { askedQuery, type GalleryEntry } from '../resolve.js';
import { mediaOrigin, note, placedIn, withAccess } from './collections.js';
import { previewsOf } from './previews.js';
import { galleryPath } from './site-urls.js';

const SEVERAL_SPELLINGS =
  'finds videos whose tags are spelled in several ways at api.video. Its page shows those alone that are spelled as here: spell them all alike there';

/** Takes down what the server has to know of a live gallery; gives it as it was. */
export async function noteLive(entry: GalleryEntry): Promise<GalleryEntry> {
  const gallery = await withAccess(entry);
  const { title, access, unlisted, exclude = [], publishAt, unpublishAt } = gallery.data;
  requireAuthorize(whereIs(gallery), access, site.hasAuthorize);
  const select = gallery.data.select as NonNullable<GalleryData['select']>;
  const placed = await placedIn(entry);
  const query = askedQuery(gallery, placed) as VideoQuery;
  if (placed[0]?.source.kind === 'order') note(`${placeIn(gallery, 'select:')} ${SEVERAL_SPELLINGS}.`);
  const origin = await mediaOrigin();
  const id = nfc(gallery.id);
  const pathOf = (kind: ShellKind) => `${site.path}/${galleryPath(id, SHELL_PAGES[kind].path ?? 1)}`;
  buildReport().live.set(id, {
    gallery: {
      id,
      title,
      access,
      discreet: isDiscreet(gallery.data),
      unlisted,
      query,
      exclude,
      ...(select.limit === undefined ? {} : { limit: select.limit }),
      ...(publishAt ? { publishAt: publishAt.valueOf() } : {}),
      ...(unpublishAt ? { unpublishAt: unpublishAt.valueOf() } : {}),
      previews: [...(await previewsOf(gallery.data, placed))],
      ...(origin ? { mediaOrigin: origin } : {}),
    },
    videos: placed.map(({ video }, position) => keptOf({ ...video, position }, query)),
    paths: { only: pathOf('only'), first: pathOf('first'), middle: pathOf('middle'), last: pathOf('last') },
  });
  return entry;
}
