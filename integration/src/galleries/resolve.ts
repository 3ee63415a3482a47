import { PAGE_SIZE } from '../api-video/query.js';
import type { GalleryData } from '../content/gallery-schema.js';
import { languagesIn } from '../contract/chapters.js';
import { oneLine } from '../contract/one-line.js';
import type { VideoQuery } from '../contract/video-query.js';
import type { GrantSource } from '../grants/payload.js';
import { availability, endOf, firstEnd, onlyHere, type Span, videoAvailabilityNote } from './availability.js';
import type { CatalogueIndex, IndexedVideo } from './catalogue-index.js';
import { nothingFound } from './diagnostics/unknown-filters.js';
import { type NamedGallery, placeIn, requireUsable, unknownVideos } from './diagnostics/unknown-videos.js';
import { videoNotes } from './diagnostics/video-notes.js';
import { spelledQuery } from './query-spelling.js';
import { selectQuery, selectVideos } from './select.js';

/** A video at its place in a gallery. */
export interface PlacedVideo {
  video: IndexedVideo;
  title: string;
  caption?: string;
  /** The languages it has chapters in, if any. */
  chapters?: readonly string[];
  source: GrantSource;
  /** Seconds since 1970 from which on nobody may watch it here. */
  until?: number;
}

export interface GalleryEntry extends NamedGallery {
  data: GalleryData;
  /** The text of the file, and the HTML it became where that is known before rendering. */
  body?: string | undefined;
  rendered?: { html: string } | undefined;
  /** Whether its text is a component, as in MDX and where Markdown embeds something. */
  deferredRender?: boolean | undefined;
}

const pageOf = (index: number) => Math.floor(index / PAGE_SIZE) + 1;

/** What a site says of a video, over what api.video says. */
export interface SaidOfVideo {
  title?: string | undefined;
  caption?: string | undefined;
  chapters?: readonly string[] | undefined;
}

const NO_CHAPTERS: readonly string[] = [];

const chaptersOf = ({ metadata }: IndexedVideo) =>
  metadata.chapters ? languagesIn(metadata.chapters) : NO_CHAPTERS;

export function placeVideo(
  video: IndexedVideo,
  { title = video.title, caption, chapters = chaptersOf(video) }: SaidOfVideo = {},
  source: GrantSource = { kind: 'order', page: pageOf(video.position) },
): PlacedVideo {
  return {
    video,
    title,
    ...(caption ? { caption } : {}),
    ...(chapters.length > 0 ? { chapters } : {}),
    source,
  };
}

/** When a gallery is looked at. */
export interface Moment {
  /** Milliseconds since 1970. */
  now: number;
  /** Whether what is not there yet or any more is shown all the same, with a mark. */
  showsAll: boolean;
  /** Whether a server makes its pages, which leaves out what cannot be shown. */
  isLive?: boolean;
}

/** Whether some of a gallery's videos come or go by themselves. */
export const hasTimes = ({ data }: GalleryEntry): boolean =>
  (data.videos ?? []).some(
    (listed) => typeof listed === 'object' && Boolean(listed.publishAt ?? listed.unpublishAt),
  );

/** The videos of a gallery in the order shown. Fails when it names one that is not in the account, or cannot be shown. */
export function placeVideos(
  gallery: GalleryEntry,
  catalogue: CatalogueIndex,
  note: (text: string) => void = () => {},
  moment: Moment = { now: Date.now(), showsAll: false },
): PlacedVideo[] {
  const { select, access } = gallery.data;
  const found = select
    ? placeSelected(gallery, select, catalogue, note)
    : placeListed(gallery, catalogue, note, moment);
  const placed = moment.isLive ? found.filter(({ video }) => video.unusable === undefined) : found;
  for (const { video } of placed) {
    const where = () => placeIn(gallery, select ? 'select:' : video.id);
    requireUsable(where, video);
    for (const text of videoNotes(where, video, access, catalogue.since.opened)) note(text);
  }
  return placed.map((each) => {
    const until = firstEnd(each.until, endOf(gallery.data));
    return until === undefined ? each : { ...each, until };
  });
}

function placeSelected(
  gallery: GalleryEntry,
  select: NonNullable<GalleryData['select']>,
  catalogue: CatalogueIndex,
  note: (text: string) => void,
): PlacedVideo[] {
  const query = selectQuery(select);
  const found = selectVideos(catalogue, query);
  if (found.length === 0) note(nothingFound(gallery, query, catalogue));
  const asked = spelledQuery(query, found);
  const excluded = new Set(gallery.data.exclude);
  const sources: GrantSource[] = [];
  const sourceAt = (page: number) => (sources[page] ??= { kind: 'query', page, query: asked as VideoQuery });
  const shown: PlacedVideo[] = [];
  for (const [index, video] of found.entries()) {
    // Excluded videos keep their places at api.video, which the pages of its list are counted by.
    if (excluded.delete(video.id) || shown.length === select.limit) continue;
    shown.push(placeVideo(video, undefined, asked && sourceAt(pageOf(index))));
  }
  for (const id of excluded)
    note(`${placeIn(gallery, id)} excludes ${oneLine(id)}, which its \`select:\` does not find.`);
  return shown;
}

/** The query of a gallery as its grants say it; undefined where it has none. */
export function askedQuery(
  { data: { select } }: GalleryEntry,
  [placed]: readonly PlacedVideo[],
): VideoQuery | undefined {
  if (placed?.source.kind === 'query') return placed.source.query;
  return select && selectQuery(select);
}

/** Marked in its caption where it is not there for others. */
function placeInTime(video: IndexedVideo, said: SaidOfVideo, span: Span, now: number): PlacedVideo {
  const caption = [onlyHere(span, now), said.caption].filter(Boolean).join(' ');
  const until = endOf(span);
  return { ...placeVideo(video, { ...said, caption }), ...(until === undefined ? {} : { until }) };
}

/** A video of `videos:`, as far as it is looked at here. */
interface ListedVideo extends SaidOfVideo, Span {
  id: string;
  hidden?: boolean | undefined;
}

function placeListed(
  gallery: GalleryEntry,
  catalogue: CatalogueIndex,
  note: (text: string) => void,
  { now, showsAll }: Moment,
): PlacedVideo[] {
  const listed = (gallery.data.videos ?? []).map(
    (placed): ListedVideo => (typeof placed === 'string' ? { id: placed } : placed),
  );
  const placed = new Map<string, PlacedVideo>();
  const unknown: string[] = [];
  for (const { id, hidden, publishAt, unpublishAt, ...said } of listed) {
    const span = { publishAt, unpublishAt };
    const when = availability(span, now);
    const video = catalogue.byId.get(id);
    // What is over may be deleted at api.video, and stay in the file.
    if (hidden || (when === 'over' && !(showsAll && video))) continue;
    const told = video && videoAvailabilityNote(span, now);
    if (told) note(`${placeIn(gallery, id)} shows ${id} (${oneLine(video.title)}) ${told}.`);
    if (!video) unknown.push(id);
    else if (when === 'early' && !showsAll) continue;
    else if (placed.has(id)) note(`${placeIn(gallery, id)} names ${id} twice; the second one is left out.`);
    else placed.set(id, placeInTime(video, said, span, now));
  }
  if (unknown.length > 0) throw unknownVideos(gallery, unknown, catalogue);
  return [...placed.values()];
}
