/** How captions look: each is a value of an attribute that `player.css` knows. */
export interface CaptionLook {
  size: '75' | '100' | '150' | '200';
  color: 'white' | 'yellow' | 'cyan' | 'lime';
  background: 'solid' | 'half' | 'none';
}

export const CAPTION_LOOKS = {
  size: ['75', '100', '150', '200'],
  color: ['white', 'yellow', 'cyan', 'lime'],
  background: ['solid', 'half', 'none'],
} as const satisfies { [Name in keyof CaptionLook]: readonly CaptionLook[Name][] };

export const USUAL_LOOK: CaptionLook = { size: '100', color: 'white', background: 'half' };

/** Puts a look on the element that shows captions. */
export function showLook(video: HTMLVideoElement, look: CaptionLook): void {
  for (const [name, value] of Object.entries(look)) video.setAttribute(`captions-${name}`, value);
}
