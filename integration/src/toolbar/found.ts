import type { LibraryVideo } from '../contract/library.js';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The videos whose title, tags and id hold all of the words, whatever their case and accents. */
export function findVideos(videos: readonly LibraryVideo[], words: string): LibraryVideo[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return videos.filter(({ id, title, tags }) => {
    const said = plain([id, title, ...tags].join(' '));
    return wanted.every((word) => said.includes(word));
  });
}

/** The line of a gallery's file that places a video, with its title for those who read the file. */
export const lineOf = ({ id, title }: LibraryVideo): string => {
  const words = title.replace(/\s+/g, ' ').trim();
  return `  - ${id}${words ? ` # ${words}` : ''}`;
};

/** Where a video stands, in words. */
export const standsIn = ({ galleries }: LibraryVideo): string =>
  galleries.length > 0 ? `in ${galleries.join(', ')}` : 'in no gallery';
