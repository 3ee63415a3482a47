import { getImage } from 'astro:assets';
import { base } from 'astro:config/client';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AstroError } from 'astro/errors';
import { thisRun } from '../../astro/internals/this-run.js';
import type { Assets } from '../../contract/assets.js';
import { oneLine } from '../../contract/one-line.js';
import { placeIn, requireUsable, unknownVideos } from '../diagnostics/unknown-videos.js';
import { hasPreviews, isDiscreet } from '../discreet.js';
import { type GalleryEntry, placeVideo } from '../resolve.js';
import { catalogue, placedIn } from './collections.js';
import { relayedPicture } from './site-cards.js';

/** The address of a gallery's picture; a discreet one shows none. Fails where it cannot be shown. */
export async function coverOf(gallery: GalleryEntry): Promise<string | undefined> {
  const { cover } = gallery.data;
  if (!cover || isDiscreet(gallery.data)) return undefined;
  if (typeof cover === 'string') return cover.startsWith('/') ? publicFile(gallery, cover) : cover;
  return 'video' in cover ? pictureOf(gallery, cover.video) : cover.src;
}

/** What the index shows of a gallery: its cover, or else its first video, where everybody may see this. */
export async function indexPictureOf(gallery: GalleryEntry): Promise<string | undefined> {
  const cover = await coverOf(gallery);
  if (cover || !hasPreviews(gallery.data)) return cover;
  // One that cannot be built says so on its own page.
  const [first] = await placedIn(gallery).catch(() => []);
  if (!first || (first.video.public && !first.video.assets)) return undefined;
  return first.video.assets ? scaled(first.video.assets) : relayedPicture(gallery, first);
}

/** Through the site's image service, which leaves hosts alone that the site does not allow (`image.domains`). */
const scaled = async ({ thumbnail }: Assets): Promise<string> =>
  (await getImage({ src: thumbnail, width: 1280, height: 720 })).src;

const coverIn = (gallery: GalleryEntry) => placeIn(gallery, 'cover:');

function publicFile(gallery: GalleryEntry, path: string): string {
  const { publicFolder } = thisRun();
  const [file = ''] = path.split(/[?#]/);
  const isThere = (name: string) => existsSync(join(publicFolder as string, name));
  if (publicFolder && !isThere(file) && !isThere(decoded(file))) {
    throw new AstroError(
      `${coverIn(gallery)} has the cover ${oneLine(path)}, and there is no such file in public/.`,
      'Write the path of a picture there, such as /uploads/cover.jpg, of one beside the file, such as ./cover.jpg, or the id of a video.',
    );
  }
  return `${base.replace(/\/$/, '')}${path}`;
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** The thumbnail of a video: a public one's through the site's image service, any other as the server relays it. */
async function pictureOf(gallery: GalleryEntry, id: string): Promise<string> {
  const index = await catalogue();
  const video = index.byId.get(id);
  if (!video) throw unknownVideos(gallery, [id], index);
  requireUsable(() => coverIn(gallery), video);
  return video.assets ? scaled(video.assets) : relayedPicture(gallery, placeVideo(video));
}
