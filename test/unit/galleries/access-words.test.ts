import { describe, expect, it } from 'vitest';
import { accessWords, nearAccess } from '../../../integration/src/galleries/access-words.js';

describe('a word for who may watch', () => {
  it.each<[string, string[], string, string]>([
    ['as most galleries spell it', ['Members', 'members', 'members'], 'Members', 'members'],
    [
      'as most galleries spell it, capitals included',
      ['Members', 'Members', 'members'],
      'members',
      'Members',
    ],
    ['in lower case where as many say it', ['Members', 'members'], 'Members', 'members'],
    ['in either order', ['members', 'Members'], 'Members', 'members'],
    ['by its characters where none is in lower case', ['MEMBERS', 'Members'], 'members', 'MEMBERS'],
    [
      'for every spelling of an accent',
      ['e\u0301lite', '\u00e9lite', '\u00e9lite'],
      'e\u0301lite',
      '\u00e9lite',
    ],
    ['as it is where nobody says it', ['staff'], 'members', 'members'],
    ['never another word', ['public', 'members'], 'member', 'member'],
  ])('is spelled %s', (_name, used, word, spelled) => {
    expect(accessWords(used).spelled(word)).toBe(spelled);
  });

  it.each<[string, string[], string]>([
    ['membres', ['members', 'members', 'membres'], 'members'],
    ['memebrs', ['Members', 'memebrs'], 'Members'],
    ['member', ['members', 'member'], 'members'],
    ['tema', ['team', 'tema'], 'team'],
    ['stafff', ['staff', 'stafff'], 'staff'],
  ])('%s is nearly one in use', (word, used, near) => {
    expect(accessWords(used).nearTo(word)).toBe(near);
  });

  it.each<[string, string[]]>([
    ['members', ['members']],
    ['Members', ['Members', 'members']],
    ['staff', ['members', 'staff']],
    ['team-a', ['team-a', 'team-b']],
    ['teamA', ['teamA', 'teamB']],
    ['class7', ['class7', 'class8']],
    ['year-2025', ['year-2025', 'year-2026']],
    ['gold', ['gold', 'bold']],
    ['member', ['member', 'member', 'members']],
    ['publik', ['public', 'publik']],
  ])('%s is taken as it is', (word, used) => {
    expect(accessWords(used).nearTo(word)).toBeUndefined();
  });

  it('is told with the gallery that says it', () => {
    const galleries = ['members', 'members', 'membres'].map((access, index) => ({
      id: `g${index}`,
      data: { access },
    }));
    const words = accessWords(galleries.map(({ data }) => data.access));
    expect(nearAccess(galleries, words)).toEqual([
      'The gallery "g2" says `access: membres`. Did you mean `members`, as 2 other galleries say?',
    ]);
  });
});
