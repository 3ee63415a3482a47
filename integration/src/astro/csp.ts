import { DEFAULT_HOSTS, isLoopback } from '../api-video/hosts.js';
import { COLLECTOR } from '../contract/collector.js';

interface Need {
  /** The directives that may govern it, the one that decides first. */
  governedBy: readonly string[];
  sources: readonly string[];
}

const MEDIA = DEFAULT_HOSTS.filter((host) => !host.startsWith('embed.'));
const PLAYER = DEFAULT_HOSTS.filter((host) => host.startsWith('embed.'));

/** What pages with galleries load, from api.video or, in a build against a sandbox, from loopback. */
function needs(hosts: readonly string[], apiUrl: string | undefined, analytics: boolean): Need[] {
  const sandbox = apiUrl && URL.canParse(apiUrl) && isLoopback(new URL(apiUrl));
  // A sandbox has an origin each for API, media and player, on ports that may change.
  const local = sandbox ? ['http://127.0.0.1:*', 'http://localhost:*'] : [];
  const at = (own: readonly string[]) => [...[...own, ...hosts].map((host) => `https://${host}`), ...local];
  return [
    { governedBy: ['img-src', 'default-src'], sources: at(MEDIA) },
    { governedBy: ['frame-src', 'child-src', 'default-src'], sources: at(PLAYER) },
    { governedBy: ['media-src', 'default-src'], sources: at(MEDIA) },
    // A player of HLS hands its video to the browser as a blob.
    { governedBy: ['media-src'], sources: ['blob:'] },
    {
      governedBy: ['connect-src', 'default-src'],
      sources: ["'self'", ...at(MEDIA), ...(analytics ? [COLLECTOR] : [])],
    },
  ];
}

const nameOf = (directive: string) => directive.trim().split(/\s+/)[0]?.toLowerCase();

function withSources(directive: string, sources: readonly string[]): string {
  const [name, ...present] = directive.trim().split(/\s+/);
  // 'none' counts only where it stands alone.
  const kept = present.filter((source) => source.toLowerCase() !== "'none'");
  return [name, ...new Set([...kept, ...sources])].join(' ');
}

/**
 * The same directives, with api.video's hosts in those that would keep its thumbnails, players and media out. What the
 * site does not restrict stays unrestricted: no directive is added, since a new one would shut out everything else.
 */
export function extendDirectives(
  directives: readonly string[],
  hosts: readonly string[],
  apiUrl: string | undefined,
  analytics: boolean,
): string[] {
  const extended = [...directives];
  for (const { governedBy, sources } of needs(hosts, apiUrl, analytics)) {
    const present = governedBy.map((name) => extended.findIndex((directive) => nameOf(directive) === name));
    const index = present.find((position) => position >= 0);
    if (index !== undefined) extended[index] = withSources(extended[index] as string, sources);
  }
  return extended;
}
