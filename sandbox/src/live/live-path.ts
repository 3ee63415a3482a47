/** A request to the live host: `/{id}…` or `/private/{token}/{id}…` (api-video.md, "Addresses of assets"). */
export interface LivePath {
  liveStreamId: string;
  token?: string;
  asset: LiveAsset;
}

export type LiveAsset =
  | { name: 'manifest' | 'thumbnail' | 'session' | 'init' }
  | { name: 'segment'; number: number };

const PATH = /^\/(?:private\/([A-Za-z0-9_-]{1,128})\/)?([A-Za-z0-9]+)(\.m3u8|\/.+)$/;

const FIXED: Record<string, LiveAsset> = {
  '.m3u8': { name: 'manifest' },
  '/thumbnail.jpg': { name: 'thumbnail' },
  '/session': { name: 'session' },
  '/init.mp4': { name: 'init' },
};

export function parseLivePath(pathname: string): LivePath | undefined {
  const [, token, liveStreamId, rest = ''] = PATH.exec(pathname) ?? [];
  const segment = /^\/segment-(\d{1,9})\.m4s$/.exec(rest)?.[1];
  const asset = segment === undefined ? FIXED[rest] : { name: 'segment' as const, number: Number(segment) };
  return liveStreamId && asset ? { liveStreamId, asset, ...(token && { token }) } : undefined;
}

/** `.m3u8`, `/thumbnail.jpg` and `/session` follow (api-video.md, "Addresses of assets"). */
export const liveBase = (origin: string, liveStreamId: string, token: string | undefined) =>
  token ? `${origin}/private/${token}/${liveStreamId}` : `${origin}/${liveStreamId}`;
