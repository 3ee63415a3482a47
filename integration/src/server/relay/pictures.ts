import type { Issue, Issued, Wanted } from '../issuing/issued.js';
import { readSpelled } from '../issuing/spelled.js';
import { fetchPicture, type Picture } from './picture.js';

/** What became of a wish for a thumbnail. */
export type PictureResult = Picture | { status: 'gone' } | { status: 'busy'; retryIn: number };

export interface PicturesDependencies {
  issue: Issue;
  now: () => number;
  /** Bytes kept in all; the pictures asked for longest ago go first. */
  capacity?: number;
}

interface Kept {
  picture: Picture;
  fetchedAt: number;
  /** The server's own session of this video, for the next fetch. */
  thumbnail: string;
  expiresAt: number;
}

const CAPACITY = 64 * 1024 * 1024;
/** A new image at api.video shows after this many milliseconds at the latest. */
const FRESH_FOR = 60 * 60 * 1000;
const FAILED: PictureResult = { status: 'busy', retryIn: 30 };

/** Keeps one session and one picture per video, for all visitors together; fetches each once at a time. */
export function createPictures({ issue, now, capacity = CAPACITY }: PicturesDependencies) {
  const kept = new Map<string, Kept>();
  const fetching = new Map<string, Promise<PictureResult>>();
  let size = 0;

  function forget(videoId: string): void {
    size -= kept.get(videoId)?.picture.bytes.byteLength ?? 0;
    kept.delete(videoId);
  }

  function keep(videoId: string, entry: Kept): void {
    forget(videoId);
    kept.set(videoId, entry);
    size += entry.picture.bytes.byteLength;
    for (const oldest of kept.keys()) {
      if (size <= capacity) break;
      forget(oldest);
    }
  }

  async function viaNewSession(wanted: Wanted): Promise<PictureResult> {
    const issued: Issued | undefined = (await issue([wanted], { visitor: 'relay', keepReady: false })).get(
      wanted.videoId,
    );
    if (issued?.status !== 'ready') {
      if (issued?.status === 'gone') forget(wanted.videoId);
      return issued ?? FAILED;
    }
    const { thumbnail } = readSpelled(issued).assets;
    const picture = await fetchPicture(thumbnail);
    if (typeof picture === 'string') return FAILED;
    keep(wanted.videoId, {
      picture,
      fetchedAt: now(),
      thumbnail,
      expiresAt: now() + issued.expiresIn * 1000,
    });
    return picture;
  }

  /** Fetches again by the session it has, while that counts. */
  async function renew(wanted: Wanted, entry: Kept): Promise<PictureResult> {
    const picture = entry.expiresAt > now() ? await fetchPicture(entry.thumbnail) : 'refused';
    if (picture === 'refused') return viaNewSession(wanted);
    if (typeof picture === 'string') return entry.picture;
    keep(wanted.videoId, { ...entry, picture, fetchedAt: now() });
    return picture;
  }

  return {
    async get(wanted: Wanted): Promise<PictureResult> {
      const { videoId } = wanted;
      const entry = kept.get(videoId);
      if (entry && now() - entry.fetchedAt < FRESH_FOR) {
        kept.delete(videoId);
        kept.set(videoId, entry);
        return entry.picture;
      }
      const underWay = fetching.get(videoId);
      if (underWay) return underWay;
      const started = (entry ? renew(wanted, entry) : viaNewSession(wanted)).finally(() =>
        fetching.delete(videoId),
      );
      fetching.set(videoId, started);
      return started;
    },
    stats: () => ({ pictures: kept.size, bytes: size }),
  };
}

export type Pictures = ReturnType<typeof createPictures>;
