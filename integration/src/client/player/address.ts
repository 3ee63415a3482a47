const PREFIX = '#v=';

/** Marks the entries of the history that a click has added. */
const PUSHED = 'vitrine';

/** The id of the video that the address names. */
export function videoInAddress(): string | undefined {
  if (!location.hash.startsWith(PREFIX)) return undefined;
  try {
    return decodeURIComponent(location.hash.slice(PREFIX.length));
  } catch {
    // Somebody has cut the address off.
    return undefined;
  }
}

/** The address of this page, with a video or without one: whole, since a `<base>` may lead elsewhere. */
const addressOf = (id?: string) =>
  location.origin + location.pathname + location.search + (id ? PREFIX + encodeURIComponent(id) : '');

/**
 * A new entry in the history, so that the Back button closes the dialog. It is made by a link, which a client-side
 * router follows in its own way and so knows that Back stays on the page.
 */
export function pushVideo(id: string): void {
  const link = document.createElement('a');
  link.href = addressOf(id);
  link.hidden = true;
  document.body.append(link);
  const mark = () => {
    if (videoInAddress() === id) history.replaceState({ ...history.state, [PUSHED]: true }, '');
  };
  addEventListener('hashchange', mark, { once: true });
  link.click();
  link.remove();
}

/** Whether the entry of now is one that a click has added, so that the page without a dialog is before it. */
export const isPushed = (): boolean => history.state?.[PUSHED] === true;

/** The entry of the dialog names another video now, or none. */
export const replaceVideo = (id?: string): void => history.replaceState(history.state, '', addressOf(id));

/** Follows the Back and Forward buttons. */
export const followHistory = (follow: (id: string | undefined) => void): void =>
  addEventListener('popstate', () => follow(videoInAddress()));
