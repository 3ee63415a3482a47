import type { Assets } from '../contract/assets.js';
import { oneLine } from '../contract/one-line.js';
import { type AssetLocation, parseAssetUrl, withSession } from './asset-url.js';
import { ApiVideoError } from './errors.js';
import type { HostCheck } from './hosts.js';
import type { GivenAssets, MintingVideo } from './schema.js';

/** A private video with the token that one read minted for it. */
export interface MintedVideo {
  id: string;
  location: Required<AssetLocation>;
  assets: Assets;
}

/** The URLs of a video's assets, each checked to be on an allowed host. */
function playableAssets(id: string, assets: GivenAssets | null | undefined, isAllowed: HostCheck): Assets {
  const { player, hls, thumbnail, mp4 } = assets ?? {};
  if (!player || !hls || !thumbnail) {
    throw new ApiVideoError('unusable-video', `api.video gave video ${id} without its assets.`);
  }
  const foreign = [player, hls, thumbnail, ...(mp4 ? [mp4] : [])].find(
    (url) => !parseAssetUrl(url, isAllowed),
  );
  if (foreign !== undefined) {
    throw new ApiVideoError(
      'foreign-host',
      `An asset of video ${id} lives on ${hostOf(foreign)}, which is not on the list. If it is your own domain at api.video, add it to the \`hosts\` option of vitrine().`,
    );
  }
  return mp4 ? { player, hls, thumbnail, mp4 } : { player, hls, thumbnail };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? oneLine(new URL(url).host) : 'an unreadable address';
}

/** The plain URLs of a public video. One that carries a token is refused: it must never be stored. */
export function publicAssets(video: MintingVideo, isAllowed: HostCheck): Assets {
  const assets = playableAssets(video.videoId, video.assets, isAllowed);
  for (const url of Object.values(assets)) {
    if (parseAssetUrl(url, isAllowed)?.token !== undefined) {
      throw new ApiVideoError(
        'unusable-video',
        `api.video gave the public video ${video.videoId} a private token.`,
      );
    }
  }
  return assets;
}

/**
 * Finds the private token in a video's assets (api-video.md, "Addresses of assets"). Never falls back to a bare URL.
 */
export function mintedVideo(video: MintingVideo, isAllowed: HostCheck): MintedVideo {
  const id = video.videoId;
  const assets = playableAssets(id, video.assets, isAllowed);
  const { kind, token } = parseAssetUrl(assets.player, isAllowed) ?? {};
  if (!kind || !token) {
    throw new ApiVideoError(
      'missing-token',
      `api.video gave the private video ${id} without a private token.`,
    );
  }
  return { id, location: { kind, id, token }, assets };
}

/** The same URLs with the session in each (api-video.md, "Using a session"). */
export function sessionAssets(assets: Assets, sessionToken: string): Assets {
  const { player, hls, thumbnail, mp4 } = assets;
  return {
    thumbnail: withSession(thumbnail, sessionToken),
    player: withSession(player, sessionToken),
    hls: withSession(hls, sessionToken),
    ...(mp4 ? { mp4: withSession(mp4, sessionToken) } : {}),
  };
}
