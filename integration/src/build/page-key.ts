import { hash } from 'node:crypto';
import { encodePayload } from '../shared/grant-payload.js';
import { grantKeyId } from './site-galleries.js';
import { type GalleryPage, galleryPageView } from './site-pages.js';

/**
 * What Astro's incremental builds compare (`cacheKey`): the same as long as a page would come out the same. Covers the
 * gallery's file, every card with what its grant says, the links between pages, and the key of the grants; options,
 * layout and components are code, which Astro compares itself.
 */
export async function pageKey(props: GalleryPage): Promise<string> {
  const { data, body, rendered } = props.gallery;
  const view = await galleryPageView(props, { seal: encodePayload });
  return hash(
    'sha256',
    JSON.stringify([grantKeyId, data, body, rendered?.html, props.page, props.pages, view]),
  );
}
