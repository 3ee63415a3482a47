import type { Labels } from '../../contract/labels.js';

const counting = new WeakMap<Element, ReturnType<typeof setInterval>>();

/**
 * Says in words what became of a video, in an element of its own, with what the visitor can do about it: a button
 * that reloads a page out of date, a link to sign in where the gallery has one. A wait is counted down.
 *
 * @param status The status of the video's state, or `failed`.
 * @param signIn Where visitors sign in.
 * @param dueAt When a busy video is asked for again, in milliseconds since the epoch.
 */
export function showMessage(
  element: Element,
  status: string,
  labels: Labels,
  signIn: string | null | undefined,
  dueAt = 0,
): void {
  const key = status === 'busy' && !navigator.onLine ? 'offline' : status;
  const text = labels[key as keyof Labels] ?? labels.error;
  const say = () => {
    const seconds = Math.max(0, Math.ceil((dueAt - Date.now()) / 1000));
    element.replaceChildren(text.replace('{seconds}', `${seconds}`));
  };
  say();
  clearInterval(counting.get(element));
  if (text.includes('{seconds}')) countDown(element, dueAt, say);
  if (status === 'stale') element.append(reloadButton(labels.reload));
  if (status === 'denied' && signIn) element.append(signInLink(labels.signIn, signIn));
}

/** Says it anew every second, until the moment has come or the element is gone. */
function countDown(element: Element, dueAt: number, say: () => void): void {
  const timer = setInterval(() => {
    if (Date.now() >= dueAt || !element.isConnected) clearInterval(timer);
    say();
  }, 1000);
  counting.set(element, timer);
}

function reloadButton(label: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'vitrine-button';
  button.textContent = label;
  button.onclick = () => location.reload();
  return button;
}

function signInLink(label: string, url: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.className = 'vitrine-button';
  link.textContent = label;
  link.href = url;
  return link;
}
