/** The addresses of a video at api.video. */
export interface Assets {
  thumbnail: string;
  player: string;
  /** For the browser's own player, where the embedded one cannot play. */
  hls: string;
  /** Absent where api.video offers no mp4 of the video. */
  mp4?: string;
}

export type AssetName = keyof Assets;

export const ASSET_NAMES: readonly AssetName[] = ['thumbnail', 'player', 'hls', 'mp4'];
