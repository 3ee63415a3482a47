/** What a player tells while it plays. */
export interface PlayerReport {
  /** It has got to this second. */
  at(seconds: number): void;
  /** How long the video is, in seconds, once that is known. */
  length(seconds: number): void;
  /** It is there: whatever it says from now on, it has said something. */
  alive(): void;
  /** It has not got on for a while, without having been paused. */
  stalled(): void;
  /** The video is over. */
  ended(): void;
  failed(): void;
}

/** A player on the page. */
export interface Player {
  element: HTMLElement;
  /** Goes to a second of the video. */
  seek(seconds: number): void;
  close(): void;
}
