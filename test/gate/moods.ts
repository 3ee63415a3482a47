/** What a rule may answer that is neither yes, no, nor a list of ids: all of it must count as no. */
export const NONSENSE = [
  'undefined',
  'null',
  "'yes'",
  '1',
  'Number.NaN',
  '{}',
  '{ allowed: true }',
  "['*']",
  '[true]',
  '[[...videoIds]]',
  'new Set(videoIds)',
  '{ ...videoIds, length: videoIds.length }',
  '() => true',
] as const;

/** A rule that does what the visitor's `who` cookie says. */
export const RULE = `
import type { Authorize, Visitor } from 'astro-vitrine';

export const authorize: Authorize = ({ cookies }, { access, videoIds }) => {
  const who = cookies.get('who')?.value ?? 'stranger';
  const answers = [${NONSENSE.map((answer) => `() => (${answer})`).join(', ')}] as (() => never)[];
  if (who.startsWith('nonsense-')) return answers[Number(who.slice(9))]!();
  if (who === 'refused') return false;
  if (who === 'throws') throw new Error('The database is away.');
  if (who === 'rejects') return Promise.reject('no error at all');
  if (who === 'hangs') return new Promise(() => {});
  if (who === 'hangs-then-allows') return new Promise((resolve) => setTimeout(() => resolve(true), 900));
  if (who === 'some') return access === 'club' ? [] : [...videoIds.filter(isOdd), 'viNobodyAskedFor'];
  return access === 'public' || access === who;
};

const isOdd = (id: string) => id.charCodeAt(6) % 2 === 1;

export const visitor: Visitor = ({ cookies }) => cookies.get('visitor')?.value;
`;

/** The same choice as the rule makes for somebody who may have some. */
export const isOdd = (id: string) => id.charCodeAt(6) % 2 === 1;

export const GALLERIES = {
  open: 'select: { tags: [summit-2026], limit: 8 }',
  inside: 'access: members\nselect: { tags: [summit-2026], limit: 8 }',
  elsewhere: 'access: club\nselect: { tags: [summit-2026], limit: 8 }',
};
