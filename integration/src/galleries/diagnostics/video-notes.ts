import { oneLine } from '../../contract/one-line.js';
import type { IndexedVideo } from '../catalogue-index.js';

/**
 * What an editor should know of a video at its place; nothing where all is well.
 *
 * @param where Gives the file and line, or the gallery.
 * @param access Who the gallery is for.
 * @param opened Ids of the videos that were made public since the last build.
 */
export function videoNotes(
  where: () => string,
  video: IndexedVideo,
  access: string,
  opened: ReadonlySet<string>,
): string[] {
  const which = () => `${video.id} (${oneLine(video.title)})`;
  const notes: string[] = [];
  if (video.playable === false) {
    notes.push(
      `${where()} shows ${which()}, which is not yet playable: api.video has not encoded it so far.`,
    );
  } else if (video.public && !video.assets && video.playable === undefined) {
    notes.push(
      `${where()} shows ${which()}, which is public and has no addresses yet: visitors get it once api.video gives them.`,
    );
  }
  if (video.public && access !== 'public') {
    notes.push(
      `${where()} shows ${which()} to ${oneLine(access)}, but it is public at api.video: whoever has its address can watch it.`,
    );
  } else if (opened.has(video.id)) {
    notes.push(`${where()} shows ${which()}, which was made public at api.video since the last build.`);
  }
  return notes;
}
