/** Where assets and sessions may live (api-video.md, "Hosts and environments"). */
export const DEFAULT_HOSTS = ['vod.api.video', 'embed.api.video', 'cdn.api.video', 'live.api.video'];

const [MEDIA_HOST] = DEFAULT_HOSTS;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export function isLoopback(url: URL): boolean {
  return LOOPBACK.test(url.hostname);
}

/** Where pictures come from as far as nothing else is known; unknown of a sandbox, whose ports may change. */
export function usualMediaOrigin(apiUrl: string | undefined): string | undefined {
  const sandboxed = apiUrl && URL.canParse(apiUrl) && isLoopback(new URL(apiUrl));
  return sandboxed ? undefined : `https://${MEDIA_HOST}`;
}

/** Decides whether an asset URL lives on a host that may be contacted and shown. */
export type HostCheck = (url: URL) => boolean;

/**
 * Allows `https` on api.video's hosts and on the site's own (`hosts` option). Loopback hosts, `http` included,
 * count only while the management API itself is on loopback, as a sandbox is.
 */
export function createHostCheck(options: { apiUrl: string; hosts?: readonly string[] }): HostCheck {
  const allowed = new Set([...DEFAULT_HOSTS, ...(options.hosts ?? [])].map((host) => host.toLowerCase()));
  const sandboxed = isLoopback(new URL(options.apiUrl));
  return (url) => {
    if (url.username || url.password) return false;
    if (isLoopback(url)) return sandboxed && /^https?:$/.test(url.protocol);
    return url.protocol === 'https:' && allowed.has(url.host);
  };
}
