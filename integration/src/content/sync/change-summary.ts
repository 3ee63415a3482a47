import type { CatalogueVideo } from '../catalogue.js';
import type { CatalogueEntry } from './entry.js';

const count = (number: number, what: string) =>
  `${number} ${number === 1 ? 'video was' : 'videos were'} ${what}`;

/** What somebody should know of the account since the last build: who can see what may have changed. */
export function changesSince(
  before: ReadonlyMap<string, Pick<CatalogueVideo, 'public'>>,
  entries: readonly CatalogueEntry[],
  changed: ReadonlySet<string>,
): string[] {
  if (before.size === 0) return [];
  const now = new Set(entries.map(({ id }) => id));
  const added = entries.filter(({ id }) => !before.has(id)).length;
  const turned = entries.filter(({ id, data }) => before.get(id)?.public === !data.public);
  const opened = turned.filter(({ data }) => data.public).length;
  const edited = [...changed].filter((id) => before.has(id)).length - turned.length;
  const deleted = [...before.keys()].filter((id) => !now.has(id)).length;
  return [
    opened > 0 ? count(opened, 'made public') : '',
    turned.length > opened ? count(turned.length - opened, 'made private') : '',
    added > 0 ? count(added, 'added') : '',
    edited > 0 ? count(edited, 'edited') : '',
    deleted > 0 ? count(deleted, 'deleted') : '',
  ].filter(Boolean);
}
