import { AstroError } from 'astro/errors';
import { unpackEmbed } from '../../contract/embed.js';
import type { CardView } from '../../types.js';
import { galleryById } from './collections.js';
import { accessOfVideo, cardsOf, videoCard } from './site-cards.js';

/** What a line of Markdown shows. */
interface Embedded {
  access: string;
  videos: CardView[];
  player?: boolean | undefined;
  filter?: boolean | undefined;
}

/** What a packed line of Markdown shows; undefined for a gallery that is not there. Errors name its file and line. */
export async function embedded(said: string): Promise<Embedded | undefined> {
  const embed = unpackEmbed(said);
  const { where } = embed;
  if (embed.kind === 'mistake') throw new AstroError(`${where}: ${embed.message}.`, embed.advice);
  if (embed.kind === 'video') {
    const { kind: _, player, where: __, ...single } = embed;
    const videos = [await videoCard(single, where)];
    return { access: await accessOfVideo(single, where), videos, player, filter: false };
  }
  const gallery = await galleryById(embed.id, where);
  if (!gallery) return undefined;
  return { access: gallery.data.access, videos: await cardsOf(gallery), filter: embed.filter };
}
