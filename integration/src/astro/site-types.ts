import type { LoadedGallery } from '../content/loaded-galleries.js';

const keys = (names: Iterable<string>) =>
  [...new Set(names)]
    .sort()
    .map((name) => `  ${JSON.stringify(name)}: true;\n`)
    .join('');

/** What editors complete in a site: see `VitrineGalleries` and `VitrineAccess`. Drafts count. */
export const siteTypes = (galleries: readonly LoadedGallery[]): string =>
  `interface VitrineGalleries {
${keys(galleries.map(({ id }) => id))}}
interface VitrineAccess {
${keys(['public', ...galleries.flatMap(({ access }) => access ?? [])])}}
`;
