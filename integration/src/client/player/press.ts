/**
 * Whether a press on the page cannot make a frame of another origin play with sound, so that the player in it would
 * need a second press. That is WebKit, in Safari and in every browser of iOS; it has no `autoplay` permission for
 * frames, and no way to ask for it either.
 */
export const framesNeedTheirOwnPress = /^Apple/.test(navigator.vendor);
