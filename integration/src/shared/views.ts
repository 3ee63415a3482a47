/** What a card of a gallery needs to be drawn: plain values, settled while the site is built. */
export type CardView = PrivateCardView | PublicCardView;

/** A video whose session the visitor's browser asks for. */
export interface PrivateCardView {
  kind: 'private';
  /** The video's id. */
  id: string;
  grant: string;
  /** The link that works before, and without, any script. */
  watchUrl: string;
  /** Seconds, where known. Absent in discreet galleries. */
  duration?: number;
  /** The relayed thumbnail, where the server hands them out itself. */
  thumbnail?: string;
  /** Absent in discreet galleries: it comes with the session. */
  title?: string;
  caption?: string;
}

/** A video that anybody may watch: plain URLs, and no part of the token endpoint's work. */
export interface PublicCardView {
  kind: 'public';
  id: string;
  player: string;
  thumbnail: string;
  /** For the browser's own player, where the embedded one cannot play. */
  hls: string;
  mp4?: string;
  duration?: number;
  title: string;
  caption?: string;
}
