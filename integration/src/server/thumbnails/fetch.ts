import { createHash } from 'node:crypto';
import { fetchPicture, type Picture, type PictureFailure } from '../../api-video/picture.js';

/** A thumbnail as it came from api.video, kept in memory. */
export interface Thumbnail extends Picture {
  etag: string;
}

/** Fetches one thumbnail; the URL carries its session. Never rejects. */
export async function fetchThumbnail(url: string): Promise<Thumbnail | PictureFailure> {
  const picture = await fetchPicture(url);
  if (typeof picture === 'string') return picture;
  const digest = createHash('sha256').update(picture.bytes).digest('base64url').slice(0, 22);
  return { ...picture, etag: `"${digest}"` };
}
