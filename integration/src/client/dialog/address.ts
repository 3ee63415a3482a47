const PREFIX = '#v=';

/** The id of the video that the address names. */
export const videoInAddress = (): string | undefined =>
  location.hash.startsWith(PREFIX) ? decodeURIComponent(location.hash.slice(PREFIX.length)) : undefined;

/** A new entry in the history, so that the Back button closes the dialog. */
export const pushVideo = (id: string): void =>
  history.pushState(history.state, '', PREFIX + encodeURIComponent(id));

/** The entry of the dialog names another video now, or none. */
export const replaceVideo = (id?: string): void =>
  history.replaceState(
    history.state,
    '',
    id ? PREFIX + encodeURIComponent(id) : location.pathname + location.search,
  );

/**
 * Follows the Back and Forward buttons, ahead of a client-side router, which would take the same page with another
 * fragment for a navigation.
 *
 * @param follow Returns whether the change was the dialog's.
 */
export const followHistory = (follow: (id: string | undefined) => boolean): void =>
  addEventListener(
    'popstate',
    (event) => {
      if (follow(videoInAddress())) event.stopImmediatePropagation();
    },
    true,
  );
