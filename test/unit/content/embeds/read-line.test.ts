import { describe, expect, it } from 'vitest';
import { readEmbedLine } from '../../../../integration/src/content/embeds/read-line.js';

const ID = 'vi4k0jvEUuaTdRAEjQ4Jfrgz';
const video = (said: object = {}) => ({ kind: 'video', id: ID, ...said });
const gallery = (said: object = {}) => ({ kind: 'gallery', id: 'spring-summit', ...said });

describe('a line that embeds', () => {
  it.each([
    [`::video[${ID}]`, video()],
    [`  ::video[ ${ID} ]  `, video()],
    [`::video{id=${ID}}`, video()],
    [`::video{id="${ID}" player}`, video({ player: true })],
    [`::video[https://embed.api.video/vod/${ID}?token=abc]`, video()],
    [`::video[<iframe src="https://embed.api.video/vod/${ID}"></iframe>]`, video()],
    [`::video[${ID}]{access=members}`, video({ access: 'members' })],
    [`::video[${ID}]{access=""}`, video({ access: '' })],
    [
      `::video[${ID}]{title="A, *b* [c]" caption='"Uncut"'}`,
      video({ title: 'A, *b* [c]', caption: '"Uncut"' }),
    ],
    [`::video[${ID}]{title=“Word’s” , caption=„so“}`, video({ title: 'Word’s', caption: 'so' })],
    [`::video[${ID}] {player=false}`, video({ player: false })],
    [`::video[${ID}]{chapters="en, fr-CA"}`, video({ chapters: ['en', 'fr-CA'] })],
    [`::video[${ID}]{}`, video()],
    [`:: video[${ID}]`, video()],
    [`::video[A title]`, { kind: 'video', id: 'A title' }],
    ['::gallery[spring-summit]', gallery()],
    ['::gallery{id=spring-summit}', gallery()],
    ['::gallery[spring-summit]{filter}', gallery({ filter: true })],
    ['::gallery[spring-summit]{filter="false"}', gallery({ filter: false })],
  ])('%s', (line, read) => {
    expect(readEmbedLine(line)).toEqual(read);
  });
});

describe('text, and directives of others', () => {
  it.each([
    '',
    '10:30',
    ':smile:',
    ':video: and more',
    `:video: the ${ID}`,
    '::',
    '::videos are nice',
    '::video is a word',
    `See ::video[${ID}]`,
    '::vimeo[123456789]',
    '::youtube[dQw4w9WgXcQ]',
    '::note[Mind the gap]',
    `::note[${ID}]`,
    '::video-player[abc]',
    ':::tip',
    ':::gallery',
    '::gallery-of-pictures[spring]',
    ':gallery[two words]',
    '::valley[spring]{wide}',
    `${ID}: a video`,
  ])('%s stays', (line) => {
    expect(readEmbedLine(line)).toBeUndefined();
  });
});

describe('what is meant for certain', () => {
  const write = (written: string, kind = 'video') =>
    `there is no \`${written}\` of this form; write \`::${kind}[…]\``;

  it.each([
    [`::vidoe[${ID}]`, write('::vidoe')],
    [`::Video[${ID}]`, write('::Video')],
    [`::videos[${ID}]{player}`, write('::videos')],
    [`:::video[${ID}]`, write(':::video')],
    [`:video[${ID}]`, write(':video')],
    [`::video(${ID})`, write('::video')],
    [`::video ${ID}`, write('::video')],
    [`::vido{id=${ID} title="A"}`, write('::vido')],
    [`:::video[https://embed.api.video/vod/${ID}]`, write(':::video')],
    ['::galery[spring]', write('::galery', 'gallery')],
    ['::galleries[spring]', write('::galleries', 'gallery')],
    [':gallery[spring]{filter}', write(':gallery', 'gallery')],
    [':::gallery[spring]', write(':::gallery', 'gallery')],
    ['::video', 'it has no id'],
    ['::video[]', 'it has no id'],
    ['::video{player}', 'it has no id'],
    ['::gallery', 'it has no id'],
    [`::video[${ID}`, 'what stands after its name cannot be read'],
    [`::video[${ID}] and text`, 'what stands after its name cannot be read'],
    [`::video[${ID}]{title="A}`, 'what stands in its braces cannot be read'],
    [`::video[${ID}]{title: A}`, 'what stands in its braces cannot be read'],
    [`::video[${ID}]{#intro}`, 'what stands in its braces cannot be read'],
    [`::video[${ID}]{id=${ID}}`, 'it has an id in its brackets and one in its braces'],
    [`::video[${ID}]{acess=members}`, 'there is no `acess` here; write `access`'],
    [`::video[${ID}]{Title="A"}`, 'there is no `Title` here; write `title`'],
    [
      `::video[${ID}]{width=400}`,
      'there is no `width` here, only `id`, `access`, `title`, `caption`, `chapters`, `player`',
    ],
    [`::video[${ID}]{title}`, '`title` has no value'],
    [`::video[${ID}]{player=maybe}`, '`player`: write true or false'],
    [`::video[${ID}]{chapters="klingon!"}`, '`chapters`: write a language, such as en or fr-CA'],
    ['::video[https://example.org/a?token=abc]', 'this address names no video of api.video'],
    ['::gallery[spring]{access=members}', 'there is no `access` here, only `id`, `filter`'],
  ])('%s is answered', (line, message) => {
    expect(readEmbedLine(line)).toMatchObject({ kind: 'mistake', message });
  });
});
