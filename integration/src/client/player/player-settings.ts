/** What a gallery says of its player, by the attributes around a link. */
export interface PlayerSettings {
  /** Whether this browser keeps how a video was watched: where it was left, sound, speed, captions. */
  keeps: boolean;
  /** Whether api.video is told of plays in the browser's own player. */
  counts: boolean;
}

export const settingsOf = (link: Element): PlayerSettings => ({
  keeps: !link.closest('[resume=off]'),
  counts: !link.closest('[analytics=off]'),
});
