import { describe, expect, it } from 'vitest';
import { numberedFrontMatter } from '../../../../integration/src/content/mistakes/front-matter.js';
import {
  frontMatterSlips,
  jsonSlips,
  yamlSlips,
} from '../../../../integration/src/content/mistakes/yaml-slips.js';
import { importAstro } from '../../../helpers/private-astro.js';

/** Astro's own reader, which decides what is YAML at all. */
const { safeParseFrontmatter } = await importAstro<{
  safeParseFrontmatter(text: string, id: string): { frontmatter: Record<string, unknown> };
}>('content/utils.js');

/** What somebody reads of a file that Astro cannot read, or that holds nothing for it. */
function told(contents: string): string[] {
  let slips = frontMatterSlips(contents);
  try {
    const { frontmatter } = safeParseFrontmatter(contents, 'g.md');
    if (Object.keys(frontmatter).length > 0) return ['nothing'];
  } catch (error) {
    const { loc, message } = error as { loc?: { line?: number }; message: string };
    if (slips.length === 0)
      slips = yamlSlips(numberedFrontMatter(contents) ?? '', { line: (loc?.line ?? 0) + 1, reason: message });
  }
  return slips.map(({ line, message }) => `${line}: ${message}`);
}

const front = (...lines: string[]) => `---\n${lines.join('\n')}\n---\nText.\n`;

const TABLE: [name: string, contents: string, told: (string | RegExp)[]][] = [
  [
    'a tab before a list',
    front('title: T', 'videos:', '\t- viA'),
    ['4: there is a tab; write spaces instead'],
  ],
  ['a tab before a key', front('title: T', 'select:', '\ttags: [a]'), ['4: there is a tab']],
  [
    'two tabs',
    front('title: T', 'videos:', '\t- viA', '\t- viB'),
    ['4: there is a tab', '5: there is a tab'],
  ],
  [
    'a colon in the title',
    front('title: Spring: the talks', 'videos: [viA]'),
    ['2: there is a colon in the text; put the text in quotes: title: "…: …"'],
  ],
  [
    'a colon in a caption',
    front('title: T', 'videos:', '  - id: viA', '    caption: One: two'),
    ['5: there is a colon in the text; put the text in quotes: caption:'],
  ],
  [
    'a colon in two titles',
    front(
      'title: T',
      'videos:',
      '  - id: viA',
      '    title: One: two',
      '  - id: viB',
      '    title: Three: four',
    ),
    ['5: there is a colon', '7: there is a colon'],
  ],
  ['a colon at the end of a title', front('title: Spring:', 'videos: [viA]'), ['2: there is a colon']],
  [
    'an open double quote',
    front('title: "Spring', 'videos: [viA]'),
    ['2: a quote is opened and not closed; write " at the end'],
  ],
  [
    'an open single quote',
    front("title: 'Spring", 'videos: [viA]'),
    ["2: a quote is opened and not closed; write ' at the end"],
  ],
  [
    'an open quote in a list',
    front('title: T', 'select:', '  tags:', '    - "a', '    - b'),
    ['5: a quote is opened and not closed'],
  ],
  [
    'an apostrophe in single quotes',
    front("title: 'It's spring'", 'videos: [viA]'),
    [
      "2: the quote is closed before the end of the text; put all of it between one pair of quotes, and write '' for a ' inside of it",
    ],
  ],
  [
    'quotes around a part of the text',
    front('title: "Spring" and more', 'videos: [viA]'),
    ['2: the quote is closed before the end of the text'],
  ],
  [
    'no space after a colon',
    front('title:Spring', 'videos: [viA]'),
    ['2: a space is missing after the colon of `title`; write `title: …`'],
  ],
  [
    'no space after the only colon',
    front('title:Spring'),
    ['2: a space is missing after the colon of `title`'],
  ],
  ['no colon', front('title Spring', 'videos: [viA]'), ['2: a colon is missing after the key']],
  [
    'a text that begins with @',
    front('title: @spring', 'videos: [viA]'),
    ['2: a text that begins with @ has to be in quotes; write title: "@…"'],
  ],
  [
    'a text that begins with %',
    front('title: %spring', 'videos: [viA]'),
    ['2: a text that begins with % has'],
  ],
  [
    'a text that begins with a backtick',
    front('title: `spring`', 'videos: [viA]'),
    ['2: a text that begins with ` has'],
  ],
  [
    'a text that begins with *',
    front('title: *Spring*', 'videos: [viA]'),
    ['2: a text that begins with * has'],
  ],
  [
    'a text that begins with !',
    front('title: !important x', 'videos: [viA]'),
    ['2: a text that begins with ! has'],
  ],
  [
    'a text that begins with [',
    front('title: [Live] Spring', 'videos: [viA]'),
    ['2: a text that begins with [ has to be in quotes'],
  ],
  [
    'a list that is not closed',
    front('title: T', 'videos: [viA, viB'),
    ['3: what begins with [ is not closed; write ] at its end'],
  ],
  [
    'a mapping that is not closed',
    front('title: T', 'select: { tags: [a]'),
    ['3: what begins with { is not closed; write } at its end'],
  ],
  [
    'a key that is there twice',
    front('title: T', 'videos: [viA]', 'title: U'),
    ['4: `title` is there twice; leave one of the two'],
  ],
  [
    'lines at different columns',
    front('title: T', 'videos:', '  - viA', ' - viB'),
    [/^\d: this line cannot be read; lines that belong together begin at the same column/],
  ],
  [
    'no second line of hyphens',
    '---\ntitle: T\nvideos: [viA]\n\nText.\n',
    ['5: the second line of three hyphens is missing; write --- below the last key'],
  ],
  [
    'no second line of hyphens and no text',
    '---\ntitle: T\nvideos: [viA]\n',
    ['4: the second line of three hyphens'],
  ],
  [
    'a line of text and a rule below it',
    '---\ntitle: T\nvideos: [viA]\n\nAll talks.\n\n---\nMore.\n',
    ['5: the second line of three hyphens is missing; write --- above this line'],
  ],
  [
    'a colon between brackets',
    front('title: T', 'videos:', '  - { id: viA, title: One: two }'),
    ['4: there is a colon in a text between brackets; put that text in quotes'],
  ],
  [
    'a slip beside a long text and a remark',
    front('title: A: b', 'description: |', '  Note: this: "that', 'videos: [viA] # one: two: three'),
    ['2: there is a colon in the text'],
  ],
  [
    'spaces of another kind',
    front('title: T', 'videos:', '\u00a0\u00a0- viA'),
    ['4: the line begins with a space of another kind'],
  ],
  [
    'the second line with white space before it',
    '---\ntitle: T\n ---\nText',
    ['4: the second line of three hyphens'],
  ],
  [
    'no first line of hyphens',
    'title: T\nvideos: [viA]\n---\nText',
    ['1: the first line has to be three hyphens, with nothing before them; write ---'],
  ],
  [
    'white space before the first line',
    ' ---\ntitle: T\n---\n',
    ['1: the first line has to be three hyphens'],
  ],
  ['two hyphens', '--\ntitle: T\n--\n', ['1: the first line has to be three hyphens']],
  ['a dash of typographers', '\u2014\ntitle: T\n\u2014\n', ['1: the first line has to be three hyphens']],
  ['no front matter', '# Spring\n\nAll talks.\n', ['1: there is no front matter; write a line ---']],
  ['an empty file', '', ['1: the file is empty']],
  ['a file of empty lines', '\n\n', ['1: the file is empty']],
  ['lines of Windows', '---\r\ntitle: Spring: x\r\nvideos: [viA]\r\n---\r\n', ['2: there is a colon']],
  ['empty lines before the front matter', '\n\n---\ntitle: Spring: x\n---\n', ['4: there is a colon']],
];

describe('a slip of YAML is named for what it is', () => {
  it.each(TABLE)('%s', (_name, contents, expected) => {
    const lines = told(contents);
    expect(lines, lines.join('\n')).toHaveLength(expected.length);
    for (const [index, message] of expected.entries())
      expect(lines[index]).toEqual(
        message instanceof RegExp ? expect.stringMatching(message) : expect.stringContaining(message),
      );
  });

  it.each([
    front('title: "Spring: the talks"', 'videos: [viA]'),
    front('title: T # a note: with a colon', 'videos: [viA]'),
    front('title: It\u2019s spring', 'cover: https://example.com/a.jpg', 'videos: [viA]'),
  ])('nothing is said of what is right', (contents) => {
    expect(told(contents)).toEqual(['nothing']);
  });
});

it.each([
  ['a comma too many', '{\n"a": 1,\n}', 3],
  ['a comma too few', '{\n"a": 1\n"b": 2\n}', 3],
  ['an open quote', '{\n"a": "x\n}', 2],
  ['no end', '{\n"a": 1\n', 2],
])('%s in JSON', (_name, text, line) => {
  expect(jsonSlips(text).map((slip) => slip.line)).toEqual([line]);
  expect(jsonSlips('{"a": 1}')).toEqual([]);
});
