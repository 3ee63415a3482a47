import type { CatalogueEntry } from './summit.js';

const SUBJECTS = [
  'Light',
  'Rhythm',
  'Paper',
  'Water',
  'Type',
  'Silence',
  'Grain',
  'Maps',
  'Glass',
  'Memory',
  'Wind',
];
const SERIES = ['Studio session', 'Field recording', 'Critique', 'Test reel', 'Members’ evening'];
const CLIPS = ['aurora', 'paper', 'ripples', 'fractal', 'lights', 'weave', 'dunes', 'colony'];

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** Video number `index` beyond the summit: the studio's archive, as long as is asked for. One in twelve is public. */
export function archiveEntry(index: number): CatalogueEntry {
  const series = pick(SERIES, index * 3 + 1);
  const subject = pick(SUBJECTS, index * 7);
  const isPublic = index % 12 === 5;
  return {
    title: `${series} ${String(index).padStart(4, '0')}: ${subject}`,
    description: `From the archive: ${subject.toLowerCase()}.`,
    clip: pick(CLIPS, index),
    tags: ['archive', isPublic ? 'open' : 'members'],
    track: 'Archive',
    ...(isPublic && { public: true as const }),
  };
}
