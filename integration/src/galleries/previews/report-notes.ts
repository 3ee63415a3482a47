import type { PreviewReport } from './make-previews.js';

const NO_SHARP =
  'Previews of pictures need sharp, which is not there or does not work on this machine: run `npm install sharp`, or set `previews: false`.';

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** What a build says of previews; nothing where none was wanting. */
export function previewNotes({ made, reads, failed, left, hasSharp, trouble }: PreviewReport): string[] {
  if (!hasSharp) return [NO_SHARP];
  if (made + failed + left === 0) return [];
  const parts = [
    `${count(made, 'preview', 'previews')} of pictures made with ${count(reads, 'read', 'reads')} at api.video`,
    ...(failed > 0 ? [`${count(failed, 'picture', 'pictures')} could not be had`] : []),
    ...(left > 0 ? [`${left} left for the next builds`] : []),
  ];
  return [`${parts.join(', ')}${trouble ? `. ${trouble}` : ''}`];
}
