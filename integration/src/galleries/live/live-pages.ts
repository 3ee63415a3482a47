import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ShownWords } from '../../contract/shown-words.js';
import type { GrantSource } from '../../grants/payload.js';
import type { CardView } from '../../types.js';
import { availability } from '../availability.js';
import type { CardContext } from '../cards.js';
import type { IndexedVideo } from '../catalogue-index.js';
import { nfc } from '../nfc.js';
import { cardsThatFit } from './live-cards.js';
import type { StoredLive } from './live-files.js';
import type { LiveGallery } from './live-gallery.js';
import { type Clock, createLiveList, type ListReads, type LiveList } from './live-list.js';
import { placeLive, shownIn } from './place-live.js';
import { fillShell, type Shells } from './shells.js';

export interface LivePagesOptions {
  stored: StoredLive;
  reads: ListReads;
  clock: Clock;
  /** Milliseconds since 1970. */
  time: () => number;
  perPage: number;
  cardSite: Pick<CardContext, 'seal' | 'site' | 'thumbnails'>;
  /** Where a page of a gallery is. */
  galleryUrl: (id: string, page: number) => string;
}

/** A page as it is now. */
export interface LivePage {
  gallery: Pick<LiveGallery, 'id' | 'title' | 'access' | 'mediaOrigin'>;
  page: number;
  pages: number;
  before: string;
  after: string;
  /** Its videos as HTML, and what names this state of the page, once it was made. */
  made?: { html: string; etag: string };
  /** Its videos, where it has to be made. */
  cards: () => CardView[];
  /** Keeps what was made of it. */
  keep: (html: string) => void;
}

export interface LivePages {
  /** The page at a path below the index; undefined where there is none. */
  find(path: string): Promise<LivePage | undefined>;
  /** What live pages say of a private video. */
  words(videoId: string, source: GrantSource): Promise<ShownWords[]>;
}

/** Characters of HTML that are kept at most. */
const MOST_HTML = 4 * 1024 * 1024;
/** Galleries whose lists and shells are kept; those not looked at for longest are read from their files again. */
const MOST_GALLERIES = 200;

interface OpenGallery {
  gallery: LiveGallery;
  shells: Shells;
  list: LiveList;
}

const dateOf = (milliseconds: number | undefined) =>
  milliseconds === undefined ? undefined : new Date(milliseconds);

export function createLivePages(options: LivePagesOptions): LivePages {
  const { stored, reads, clock, time, perPage, cardSite, galleryUrl } = options;
  const open = new LRUCache<string, Promise<OpenGallery>>({ max: MOST_GALLERIES });
  const inOrder = new WeakMap<readonly IndexedVideo[], readonly IndexedVideo[]>();
  const html = new LRUCache<string, { all: readonly IndexedVideo[]; html: string; etag: string }>({
    maxSize: MOST_HTML,
    sizeCalculation: (made) => made.html.length + 1,
  });

  async function read(id: string): Promise<OpenGallery> {
    const file = await stored.read(id);
    if (!file) throw new Error(`The file of the live gallery "${id}" is missing.`);
    const { gallery, videos, shells } = file;
    return { gallery, shells, list: createLiveList(gallery, videos, reads, clock) };
  }

  function galleryOf(id: string): Promise<OpenGallery> {
    const known = open.get(id) ?? read(id);
    open.set(id, known);
    known.catch(() => open.delete(id));
    return known;
  }

  /** A gallery's id may end in a number itself. */
  function named(path: string): { id: string; page: number } | undefined {
    const whole = nfc(path);
    if (Object.hasOwn(stored.index, whole)) return { id: whole, page: 1 };
    const [, id = '', page = ''] = /^(.+)\/([1-9]\d{0,5})$/.exec(whole) ?? [];
    return Object.hasOwn(stored.index, id) && page !== '1' ? { id, page: Number(page) } : undefined;
  }

  async function shown({ gallery, list }: OpenGallery): Promise<readonly IndexedVideo[]> {
    const videos = await list.current();
    const all = inOrder.get(videos) ?? shownIn(gallery, videos);
    inOrder.set(videos, all);
    return all;
  }

  const isThere = ({ publishAt, unpublishAt }: LiveGallery) =>
    availability({ publishAt: dateOf(publishAt), unpublishAt: dateOf(unpublishAt) }, time()) === 'there';

  async function find(path: string): Promise<LivePage | undefined> {
    const place = named(path);
    if (!place) return undefined;
    const { id, page } = place;
    const opened = await galleryOf(id);
    const { gallery, shells } = opened;
    if (!isThere(gallery)) return undefined;
    const all = await shown(opened);
    const pages = Math.max(1, Math.ceil(all.length / perPage));
    if (page > pages) return undefined;
    const [before, after] = fillShell(shells, page, pages);
    const key = `${id}\n${page}`;
    const made = html.get(key);
    return {
      gallery,
      page,
      pages,
      before,
      after,
      ...(made?.all === all && { made }),
      cards() {
        const placed = all
          .slice((page - 1) * perPage, page * perPage)
          .map((video) => placeLive(gallery, video));
        return cardsThatFit(gallery, placed, cardSite, reads.warn);
      },
      keep(text) {
        const etag = hash('sha256', before + text + after, 'base64url').slice(0, 22);
        html.set(key, { all, html: text, etag: `"${etag}"` });
      },
    };
  }

  async function words(videoId: string, source: GrantSource): Promise<ShownWords[]> {
    if (source.kind !== 'query') return [];
    const asked = JSON.stringify(source.query);
    const ids = Object.keys(stored.index).filter((id) => JSON.stringify(stored.index[id]?.query) === asked);
    const found = ids.map(async (id): Promise<ShownWords[]> => {
      const opened = await galleryOf(id);
      const { gallery } = opened;
      if (gallery.discreet || !isThere(gallery)) return [];
      const all = await shown(opened);
      const at = all.findIndex(({ id }) => id === videoId);
      const one = all[at];
      if (!one || one.assets) return [];
      const url = galleryUrl(id, Math.floor(at / perPage) + 1);
      return [
        {
          access: gallery.access,
          title: one.title,
          gallery: { title: gallery.title, url },
          ...(gallery.unlisted ? { unlisted: true as const } : {}),
        },
      ];
    });
    return (await Promise.all(found.map((each) => each.catch(() => [])))).flat();
  }

  return { find, words };
}
