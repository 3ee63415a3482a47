import type { Video } from '../account.js';

/** A clickable thumbnail with its session. */
export interface Shown {
  videoId: string;
  thumbnail: string;
  player: string;
}

/** The private token, from the embed URL, as the tutorial finds it. */
export function tokenOf({ videoId, assets }: Video): string {
  const token = /token=([^&]+)/.exec(assets.player)?.[1];
  if (!token) throw new Error(`Video ${videoId} came without a token.`);
  return token;
}

export async function openSession({ videoId, assets }: Video, token: string): Promise<string> {
  const { origin } = new URL(assets.hls);
  const response = await fetch(`${origin}/vod/${videoId}/token/${token}/session`);
  if (!response.ok) throw new Error(`The session was refused with ${response.status}.`);
  return ((await response.json()) as { session_token: string }).session_token;
}

export function shown({ videoId, assets }: Video, session: string): Shown {
  return {
    videoId,
    thumbnail: `${assets.thumbnail}?avh=${session}`,
    player: `${assets.player}&avh=${session}`,
  };
}
