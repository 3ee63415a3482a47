import type { MintedVideo } from '../../api-video/assets.js';
import { ApiVideoError } from '../../api-video/errors.js';
import { isLoopback } from '../../api-video/hosts.js';
import { OLDEST_FIRST } from '../../api-video/query.js';
import type { ApiVideo } from '../../api-video/schema.js';
import type { Account } from './examined-account.js';
import type { Finding } from './finding.js';

/** A video as one read gave it: with its token, or with the reason why there is none. */
export type Read = { minted: MintedVideo } | { failure: Finding };

/** Reads the video once and takes its token. */
export async function mintByRead(account: Account, videoId: string): Promise<Read> {
  const video = await account.video(videoId);
  return video ? take(account, video) : { failure: unknownVideo(videoId) };
}

/** The same by a list page, narrowed to the video as far as a title can. */
export async function mintByList(account: Account, { videoId, title }: ApiVideo): Promise<Read | undefined> {
  const list = await account.list({ title, ...OLDEST_FIRST });
  const listed = list?.find((video) => video.videoId === videoId);
  return listed && take(account, listed);
}

/** The token of a video that was just read. */
export function take(account: Account, video: ApiVideo): Read {
  try {
    return { minted: account.minted(video) };
  } catch (error) {
    if (!(error instanceof ApiVideoError)) throw error;
    return { failure: withoutToken(error, video) };
  }
}

export const unknownVideo = (videoId: string): Finding => ({
  id: 'video',
  level: 'problem',
  found: `There is no video ${videoId} in this account.`,
  advice: 'Check the id and the environment: each environment has videos of its own.',
});

function withoutToken(error: ApiVideoError, video: ApiVideo): Finding {
  if (error.reason === 'missing-token') {
    return {
      id: 'tokenless',
      question: 'Private tokens',
      level: 'problem',
      found: 'A private video comes without a token in its addresses.',
      advice:
        'Vitrine shows such a video as trouble and never falls back to the bare address. Ask api.video.',
    };
  }
  if (error.reason === 'foreign-host') {
    return { id: 'hosts', question: 'Hosts and environments', level: 'problem', found: error.message };
  }
  return {
    id: 'assets',
    level: 'problem',
    found: 'The video comes without assets.',
    advice: 'It may be discarded, or have no file yet.',
    ...(video.assets ? {} : { sandbox: { assets: false } }),
  };
}

/** Where the assets live, and whether there is an mp4. */
export function examineAssets({ assets }: MintedVideo): Finding[] {
  const media = new URL(assets.hls);
  const player = new URL(assets.player);
  const older = media.host === 'cdn.api.video';
  const local = isLoopback(media) ? ' (a local sandbox)' : '';
  return [
    {
      id: 'hosts',
      question: 'Hosts and environments',
      level: 'ok',
      found: `Media live on ${media.host}, the player on ${player.host}${local}. Sessions are opened on ${media.host}.`,
      ...(older && { sandbox: { assetHost: 'cdn' as const } }),
    },
    {
      id: 'player-address',
      question: 'Addresses of assets',
      level: 'ok',
      found: 'The address of the player carries its token as the query "token".',
    },
    {
      id: 'mp4',
      level: assets.mp4 ? 'ok' : 'note',
      found: assets.mp4 ? 'There is an mp4.' : 'There is no mp4; Vitrine offers one only where there is.',
      sandbox: { mp4: assets.mp4 !== undefined },
    },
  ];
}
