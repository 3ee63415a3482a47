import type { ReadyVideo } from '../../../integration/src/contract/tokens.js';

/** A session as the endpoint answers it. */
export function readyVideo(id: string, changes: Partial<ReadyVideo> = {}): ReadyVideo {
  const path = `https://vod.example/vod/${id}/token/t-${id}`;
  return {
    status: 'ready',
    id,
    privateToken: `t-${id}`,
    sessionToken: `s-${id}`,
    expiresIn: 86_400,
    assets: {
      thumbnail: `${path}/thumbnail.jpg?avh=s-${id}`,
      player: `https://embed.example/vod/${id}?token=t-${id}&avh=s-${id}`,
      hls: `${path}/hls/manifest.m3u8?avh=s-${id}`,
    },
    ...changes,
  };
}
