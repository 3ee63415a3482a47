import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { gallerySchema } from '../../../integration/src/content/gallery-schema.js';
import { type CardContext, cardViews } from '../../../integration/src/galleries/cards.js';
import { indexCatalogue } from '../../../integration/src/galleries/catalogue-index.js';
import { placeVideo, placeVideos } from '../../../integration/src/galleries/resolve.js';
import { deriveGrantKeys } from '../../../integration/src/grants/keys.js';
import { openGrant, sealGrant } from '../../../integration/src/grants/seal.js';

const keys = deriveGrantKeys('a secret');
const FILE = 'src/content/galleries/summit.md';

const videoOf = (id: string, title: string, position: number, more = {}) => ({
  id,
  data: {
    title,
    description: '',
    public: false,
    tags: ['talks', 't'.repeat(3000)],
    metadata: { note: 'm'.repeat(3000) },
    createdAt: '2026-01-01T00:00:00Z',
    publishedAt: '2026-01-01T00:00:00Z',
    position,
    ...more,
  },
});
const catalogue = indexCatalogue([
  videoOf('viShort', 'The opening\nof all', 0),
  videoOf('viLong', `Endless ${'t'.repeat(4000)}`, 1),
]);

const gallery = (front: object) => ({
  id: 'summit',
  data: gallerySchema()({ image: () => z.never() }).parse({ title: 'G', ...front }),
});

/** What a page would show, or what an editor is told instead. */
function cards(front: { access?: string; videos?: unknown[]; select?: object }, discreet = true) {
  const entry = gallery(front);
  const context: CardContext = {
    access: entry.data.access,
    discreet,
    seal: (payload) => sealGrant(payload, keys),
    site: { base: '/', trailingSlash: 'ignore' } as never,
    thumbnails: 'token',
    previews: new Map(),
  };
  return cardViews(placeVideos(entry, catalogue), context, (text) => `${FILE} ~ ${text}`);
}

function told(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('a grant that would be too long fails the build', () => {
  it.each<[string, Parameters<typeof cards>, RegExp]>([
    [
      'a caption',
      [{ videos: [{ id: 'viShort', caption: 'c'.repeat(4000) }] }],
      /^src\/content\/galleries\/summit\.md ~ viShort: the grant of viShort \(The opening of all\) is \d+ bytes too long\. Cut (\d+) bytes from its `caption`, which takes 4000 \(\1 characters at its end\)\.$/,
    ],
    [
      'a caption in letters of two bytes',
      [{ videos: [{ id: 'viShort', caption: 'é'.repeat(2000) }] }],
      /Cut (\d+) bytes from its `caption`, which takes 4000 \(\d+ characters at its end\)/,
    ],
    [
      'a title in the file',
      [{ videos: [{ id: 'viShort', title: 'x'.repeat(4000) }] }],
      /~ viShort: the grant of viShort \(x{60}…\).*from its `title`/,
    ],
    ['a title at api.video', [{ videos: ['viLong'] }], /from its title at api\.video/],
    [
      'title and caption together',
      [{ videos: [{ id: 'viShort', title: 'x'.repeat(5000), caption: 'y'.repeat(4000) }] }],
      /Cut 5000 bytes from its `title`.* and \d+ bytes from its `caption`/,
    ],
    [
      'a word for access',
      [{ access: 'a'.repeat(4000), videos: ['viShort'] }, false],
      /~ access:.*from its `access`/,
    ],
    [
      'the tags of a query',
      [{ select: { tags: ['t'.repeat(3000)] } }, false],
      /~ select:.*from its `select\.tags`/,
    ],
    [
      'the metadata of a query',
      [{ select: { metadata: { note: 'm'.repeat(3000) } } }, false],
      /~ select:.*from its `select\.metadata`/,
    ],
    [
      'the title of a query',
      [{ select: { title: 't'.repeat(3500) } }, false],
      /~ select:.*from its `select\.title`/,
    ],
    ['a title found by a query', [{ select: { tags: ['talks'] } }], /~ select:.*viLong.*title at api\.video/],
  ])('%s', (_what, given, message) => {
    expect(told(() => cards(...given))).toMatch(message);
  });

  it.each<[string, string]>([
    ['plain letters', 'c'],
    ['accents', 'é'],
    ['another script', '夏'],
    ['emoji of several parts', '👩‍👩‍👧'],
    ['quotation marks', '"'],
  ])('and is short enough once as many characters are gone as it says: %s', (_what, letter) => {
    const caption = letter.repeat(4000);
    const message = told(() => cards({ videos: [{ id: 'viShort', caption }] }));
    const count = Number(/\((\d+) characters at its end\)/.exec(message)?.[1]);
    const cut = (characters: number) => letter.repeat(4000 - characters);
    const [card] = cards({ videos: [{ id: 'viShort', caption: cut(count) }] });
    expect(openGrant((card as { grant: string }).grant, keys).status).toBe('open');
    expect(told(() => cards({ videos: [{ id: 'viShort', caption: cut(count - 1) }] }))).not.toBe('');
  });

  it('names every video that is too long, and what holds for all of them once', () => {
    const videos = ['viShort', 'viLong'].map((id) => ({ id, caption: 'c'.repeat(4000) }));
    expect(told(() => cards({ videos })).split('\n')).toHaveLength(2);
    expect(told(() => cards({ select: { tags: ['t'.repeat(3000)] } }, false)).split('\n')).toHaveLength(1);
  });

  it('unless the page shows the words itself', () => {
    expect(cards({ videos: [{ id: 'viShort', caption: 'c'.repeat(4000) }] }, false)).toHaveLength(1);
  });

  it('also for one video by itself', () => {
    const placed = placeVideo(catalogue.byId.get('viShort') as never, { caption: 'c'.repeat(4000) });
    const context = {
      access: 'members',
      discreet: true,
      seal: () => '',
      site: {} as never,
      thumbnails: 'token' as const,
      previews: new Map(),
    };
    expect(told(() => cardViews([placed], context, () => '<Video id="viShort">'))).toMatch(
      /^<Video id="viShort">: the grant of viShort .* from its `caption`/,
    );
  });
});
