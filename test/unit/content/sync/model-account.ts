import type { EntryPage, LooseEntry, ReadPage } from '../../../../integration/src/content/sync/entry.js';

interface Video {
  id: string;
  title: string;
  public: boolean;
  /** Seconds. */
  createdAt: number;
  updatedAt: number;
}

const START = Date.UTC(2026, 0, 1);
const date = (seconds: number) => `${new Date(START + seconds * 1000).toISOString().slice(0, 19)}+00:00`;

const entryOf = ({ id, title, public: isPublic, createdAt, updatedAt }: Video): LooseEntry => ({
  id,
  data: {
    title,
    description: '',
    public: isPublic,
    tags: [],
    metadata: {},
    createdAt: date(createdAt),
    updatedAt: date(updatedAt),
  },
});

/** An account as api.video keeps one: dates to the second, pages by number, and only the dates that are asked for. */
export function createModelAccount(pageSize: number) {
  const videos = new Map<string, Video>();
  let clock = 0;
  let made = 0;
  const nth = (index: number) => [...videos.values()][index % Math.max(1, videos.size)];
  const change = (index: number, skew: number, how: (video: Video) => Partial<Video>) => {
    const video = nth(index);
    if (video) videos.set(video.id, { ...video, ...how(video), updatedAt: clock + skew });
  };

  return {
    /** Milliseconds since 1970, by a clock that is right. */
    now: () => START + clock * 1000,
    wait(seconds: number) {
      clock += seconds;
    },
    /** `skew`: how many seconds the clock of the server that does it is ahead. */
    add(skew = 0) {
      const id = `vi${String(made++).padStart(4, '0')}`;
      const now = clock + skew;
      videos.set(id, { id, title: id, public: false, createdAt: now, updatedAt: now });
      return id;
    },
    edit: (index: number, skew = 0) => change(index, skew, ({ title }) => ({ title: `${title}+` })),
    publish: (index: number, skew = 0) => change(index, skew, (video) => ({ public: !video.public })),
    remove(index: number) {
      const video = nth(index);
      if (video) videos.delete(video.id);
    },
    /** Its videos by id. */
    content: () => new Map([...videos.values()].map(entryOf).map(({ id, data }) => [id, data])),
    /** Reads pages, and calls `between` before each. */
    reader(between: (read: number) => void = () => {}): ReadPage & { reads(): number } {
      let reads = 0;
      const read: ReadPage = async ({ sortBy, sortOrder }, page) => {
        between(++reads);
        const by = sortBy === 'createdAt' ? 'createdAt' : 'updatedAt';
        const sign = sortOrder === 'asc' ? 1 : -1;
        const sorted = [...videos.values()].sort((a, b) => sign * (a[by] - b[by] || (a.id < b.id ? -1 : 1)));
        const from = (page - 1) * pageSize;
        const entries = sorted.slice(from, from + pageSize).map(entryOf);
        return {
          entries,
          unread: [],
          items: entries.length,
          pagesTotal: Math.max(1, Math.ceil(sorted.length / pageSize)),
          itemsTotal: sorted.length,
        } satisfies EntryPage;
      };
      return Object.assign(read, { reads: () => reads });
    },
  };
}

export type ModelAccount = ReturnType<typeof createModelAccount>;
