const PREFIX = '#v=';

/** The id of the video that the address names. */
export const videoInAddress = (): string | undefined =>
  location.hash.startsWith(PREFIX) ? decodeURIComponent(location.hash.slice(PREFIX.length)) : undefined;

/**
 * A new entry in the history, so that the Back button closes the dialog. It is made by a link, which a client-side
 * router follows in its own way and so knows that Back stays on the page.
 */
export function pushVideo(id: string): void {
  const link = document.createElement('a');
  link.href = PREFIX + encodeURIComponent(id);
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

/** The entry of the dialog names another video now, or none. */
export const replaceVideo = (id?: string): void =>
  history.replaceState(
    history.state,
    '',
    id ? PREFIX + encodeURIComponent(id) : location.pathname + location.search,
  );

/** Follows the Back and Forward buttons. */
export const followHistory = (follow: (id: string | undefined) => void): void =>
  addEventListener('popstate', () => follow(videoInAddress()));
