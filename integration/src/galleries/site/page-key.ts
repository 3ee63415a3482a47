import { hash, randomUUID } from 'node:crypto';
import type { PlacedVideo } from '../resolve.js';
import { catalogue, withAccess } from './collections.js';
import { coverOf } from './covers.js';
import { type GalleryPage, placedOn } from './pages.js';
import { previewsOf } from './previews.js';
import { grantKeyId } from './sealing.js';

/** Everything that a card is made of, beside the query it asks for, which is that of the whole gallery. */
const cardParts = ({ video: { id, duration, assets }, title, caption, source }: PlacedVideo) => [
  id,
  duration,
  assets,
  title,
  caption,
  source.kind,
  source.page,
];

/**
 * What Astro's incremental builds compare (`cacheKey`): the same as long as a page would come out the same. Covers the
 * gallery's file, its `access` as the site spells it, every video on the page with what its grant says, the links between
 * pages, where pictures come from and their previews, and the key of the grants;
 * options, layout and components are code, which Astro compares itself.
 */
export async function pageKey(props: GalleryPage): Promise<string> {
  const { id, data, body, rendered, deferredRender } = props.gallery;
  const placed = await placedOn(props);
  const source = placed[0]?.source;
  const query = source?.kind === 'query' ? source.query : undefined;
  const cards = placed.map(cardParts);
  const { mediaOrigin } = await catalogue();
  const spelled = (await withAccess(props.gallery)).data;
  const { access } = spelled;
  const previews = await previewsOf(spelled, placed);
  return hash(
    'sha256',
    JSON.stringify([
      grantKeyId,
      mediaOrigin,
      id,
      data,
      access,
      query,
      await coverOf(props.gallery),
      body,
      rendered?.html,
      // Its text has components, which may show any video of the account.
      deferredRender && randomUUID(),
      props.page,
      props.pages,
      cards,
      [...previews],
    ]),
  );
}
