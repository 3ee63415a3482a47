import type { CatalogueVideo } from './catalogue.js';
import type { CatalogueEntry } from './sync.js';

const count = (number: number, what: string) =>
  `${number} ${number === 1 ? 'video was' : 'videos were'} ${what}`;

/** What somebody should know of the account since the last build: who can see what may have changed. */
export function changesSince(
  before: ReadonlyMap<string, Pick<CatalogueVideo, 'public'>>,
  entries: readonly CatalogueEntry[],
): string[] {
  const now = new Map(entries.map(({ id, data }) => [id, data]));
  const changed = entries.filter(({ id, data }) => before.get(id)?.public === !data.public);
  const opened = changed.filter(({ data }) => data.public).length;
  const deleted = [...before.keys()].filter((id) => !now.has(id)).length;
  return [
    opened > 0 ? count(opened, 'made public') : '',
    changed.length > opened ? count(changed.length - opened, 'made private') : '',
    deleted > 0 ? count(deleted, 'deleted') : '',
  ].filter(Boolean);
}
