import type { DevToolbarAppEntry } from 'astro';
import { isLoopback } from '../../api-video/hosts.js';
import type { Environment } from '../environment.js';

/** The app in the dev toolbar: the page's videos, their sessions, pool and quota. */
export const TOOLBAR_APP: DevToolbarAppEntry = {
  id: 'astro-vitrine',
  name: 'Vitrine',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><rect x="3" y="4" width="18" height="16" rx="2"/><path d="m10 9 5 3-5 3z"/></svg>',
  entrypoint: new URL('../../toolbar/app.js', import.meta.url),
};

/** The admin page of the sandbox that the environment names; api.video itself has none. */
export function sandboxAdmin({ APIVIDEO_API_URL: url }: Environment): string | undefined {
  const parsed = URL.parse(url ?? '');
  return parsed && isLoopback(parsed) ? new URL('/_sandbox', parsed.origin).href : undefined;
}
