import type { ShownWords } from '../../contract/shown-words.js';

/** What the watch page says of a video. */
export type PageWords = Partial<Omit<ShownWords, 'access' | 'unlisted'>>;

/**
 * The page of this site that a visitor comes from, without what a fragment says.
 *
 * @param except Paths that are no way back.
 */
export function cameFrom({ headers }: Request, url: URL, except: readonly string[] = []): string | undefined {
  const referer = headers.get('referer') ?? '';
  if (!URL.canParse(referer)) return undefined;
  const { host, protocol, pathname, search } = new URL(referer);
  // Behind a proxy that ends TLS this request came by another protocol than the page.
  if (host !== url.host || !/^https?:$/.test(protocol)) return undefined;
  if ([url.pathname, ...except].some((path) => isSamePage(path, pathname))) return undefined;
  // With two slashes it would name another host.
  return pathname.replace(/^\/+/, '/') + search;
}

/**
 * Those of the gallery that a visitor comes from, where a video stands in several, else those of the first that is listed.
 * One that is not is named to those alone who come from it.
 *
 * @param from See `cameFrom`.
 */
export function chooseWords(
  found: readonly ShownWords[],
  access: string,
  from: string | undefined,
): PageWords | undefined {
  const allowed = found.filter((words) => words.access === access);
  const [path = ''] = from?.split('?') ?? [];
  const cameFromIt = allowed.find(({ gallery }) => gallery && isSamePage(gallery.url, path));
  const words = cameFromIt ?? allowed.find(({ unlisted }) => !unlisted);
  return words ?? (allowed[0] && withoutGallery(allowed[0]));
}

const withoutGallery = ({ gallery: _, ...words }: ShownWords): PageWords => words;

const isSamePage = (a: string, b: string) => pageOf(a) === pageOf(b);

/** Sites differ in how they write the address of a page. */
const pageOf = (path: string) => encodeURI(decoded(path)).replace(/(\.html|\/)$/, '');

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    // A visitor wrote it, not we.
    return path;
  }
}
