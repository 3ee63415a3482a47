import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Video } from './account.js';

export const MODES = ['tagged', 'scattered'] as const;
export const SIZES = [24, 100] as const;
export type Mode = (typeof MODES)[number];
export type Size = (typeof SIZES)[number];

/** Every private video of the account carries this tag, and no public one. */
export const TAG = 'members';

const list = (videos: readonly Video[]) =>
  `videos:\n${videos.map(({ videoId }) => `  - ${videoId}`).join('\n')}`;
const file = (title: string, rest: string) => `---\ntitle: ${title}\n${rest}\n---\n`;

/** Videos at even distances over the whole list. */
function scattered(videos: readonly Video[], size: number): Video[] {
  return Array.from({ length: size }, (_, index) => {
    const place = Math.floor(((index + 0.5) * videos.length) / size);
    return videos[place] as Video;
  });
}

/**
 * The gallery files of the bench site, for an account with its oldest video first: `tagged` by a query, `scattered`
 * by an explicit list over the whole account, `public-24` of videos that are public there, `other` of one more.
 */
export function galleryFiles(videos: readonly Video[]): Record<string, string> {
  const hidden = videos.filter((video) => !video.public);
  const shown = videos.filter((video) => video.public);
  const files: Record<string, string> = {
    'public-24': file('Public 24', list(shown.slice(0, 24))),
    other: file('Another one', list(scattered(hidden, 3).slice(1, 2))),
  };
  for (const size of SIZES) {
    files[`tagged-${size}`] = file(`Tagged ${size}`, `select: { tags: [${TAG}], limit: ${size} }`);
    files[`scattered-${size}`] = file(`Scattered ${size}`, list(scattered(hidden, size)));
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`src/content/galleries/${name}.md`, text]),
  );
}

export interface PlacedGallery {
  endpoint: string;
  grants: string[];
  videoIds: string[];
}

export function galleryPage(folder: string, name: string): string {
  return join(folder, 'dist/client/galleries', name, 'index.html');
}

/** What a built gallery page lets its visitors ask for. */
export async function placedGallery(folder: string, name: string): Promise<PlacedGallery> {
  const html = await readFile(galleryPage(folder, name), 'utf8');
  const all = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1] ?? '');
  return {
    endpoint: all(/\bendpoint="([^"]+)"/g)[0] ?? '',
    grants: all(/\bgrant="([^"]+)"/g),
    videoIds: all(/<vitrine-video[^>]*\bvideo="([^"]+)"/g),
  };
}
