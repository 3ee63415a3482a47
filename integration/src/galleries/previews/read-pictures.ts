import pLimit from 'p-limit';
import { mintedVideo, publicAssets } from '../../api-video/assets.js';
import type { MintingClient } from '../../api-video/client.js';
import { ApiVideoError, type ApiVideoFailure } from '../../api-video/errors.js';
import { OLDEST_FIRST } from '../../api-video/query.js';
import type { MintingVideo } from '../../api-video/schema.js';
import type { IndexedVideo } from '../catalogue-index.js';
import { type PictureRead, planReads, readById } from './plan-reads.js';

export interface PictureReads {
  client: Pick<MintingClient, 'isAllowed' | 'getVideo' | 'mintPage'>;
  /** Whether one more read may be made, after so many. */
  mayRead: (made: number) => boolean;
}

export interface PictureReader {
  /**
   * Hands on where the picture of each video is, with a token that nobody has used.
   *
   * @returns The videos that have none.
   */
  find(
    videos: readonly IndexedVideo[],
    take: (video: IndexedVideo, url: string) => Promise<void>,
    over: AbortSignal,
  ): Promise<readonly IndexedVideo[]>;
  reads(): number;
  /** What api.video said when it gave no more. */
  trouble(): string | undefined;
}

/** A read's tokens are used before further reads are made, as far as that goes: how long they live is not known. */
const AT_ONCE = 4;

/** What is wrong with one video alone. */
const ITS_OWN: readonly ApiVideoFailure[] = ['not-found', 'rejected', 'invalid-answer'];

/** Reads private videos for their pictures. Trouble ends the reading; who asks goes on without. */
export function createPictureReader({ client, mayRead }: PictureReads): PictureReader {
  const inReads = pLimit(AT_ONCE);
  let reads = 0;
  let trouble: string | undefined;

  function addressOf(given: MintingVideo): string | undefined {
    try {
      const { assets } = given.public
        ? { assets: publicAssets(given, client.isAllowed) }
        : mintedVideo(given, client.isAllowed);
      return assets.thumbnail;
    } catch (error) {
      if (!(error instanceof ApiVideoError)) throw error;
      return undefined;
    }
  }

  async function read(planned: PictureRead, signal: AbortSignal): Promise<readonly MintingVideo[]> {
    reads++;
    try {
      if (planned.page !== undefined) return await client.mintPage(OLDEST_FIRST, planned.page, { signal });
      return [await client.getVideo(planned.videos[0].id, { signal })];
    } catch (error) {
      if (signal.aborted) return [];
      if (!(error instanceof ApiVideoError)) throw error;
      if (planned.page !== undefined || !ITS_OWN.includes(error.reason)) trouble ??= error.message;
      return [];
    }
  }

  return {
    async find(videos, take, over) {
      /** Gives the videos of which the read has brought nothing. */
      const one = async (planned: PictureRead): Promise<readonly IndexedVideo[]> => {
        if (over.aborted || trouble || !mayRead(reads)) return [];
        const given = new Map((await read(planned, over)).map((video) => [video.videoId, video]));
        const taken = planned.videos.map(async (video) => {
          const found = given.get(video.id);
          const url = found && addressOf(found);
          if (!url) return [video];
          await take(video, url);
          return [];
        });
        return (await Promise.all(taken)).flat();
      };
      const all = async (planned: readonly PictureRead[]) =>
        (await Promise.all(planned.map((each) => inReads(one, each)))).flat();

      const planned = planReads(videos);
      const astray = await all(planned.filter(({ page }) => page !== undefined));
      // A video that stands on another page than it should, or there without a token, is read by its id.
      const single = planned.filter(({ page }) => page === undefined);
      const none = await all([...single, ...astray.map(readById)]);
      return over.aborted || trouble ? [] : none;
    },
    reads: () => reads,
    trouble: () => trouble,
  };
}
