import { withSession } from '../../api-video/asset-url.js';
import type { Account } from './examined-account.js';
import type { Finding } from './finding.js';
import { works } from './open-session.js';
import type { Held } from './token-findings.js';

/** The first address in a playlist: of a rendition, else of its first part. */
function firstAddress(playlist: string, base: string): string | undefined {
  const [line] = playlist.split('\n').filter((text) => text.trim() && !text.startsWith('#'));
  const map = /#EXT-X-MAP:[^\n]*URI="([^"]+)"/.exec(playlist)?.[1];
  const address = map ?? line?.trim();
  return address && URL.canParse(address, base) ? new URL(address, base).href : undefined;
}

/** Whether `avh` on the manifest is enough for what it leads to (api-video.md, "HLS"). */
export async function examineHls(account: Account, { video, session }: Held): Promise<Finding> {
  const common = { id: 'hls', question: 'HLS' };
  const manifestUrl = withSession(video.assets.hls, session);
  const manifest = await account.deliver(manifestUrl);
  if (!works(manifest.status)) {
    return {
      ...common,
      level: 'problem',
      found: `The manifest with its session is answered ${manifest.status}.`,
    };
  }
  const playlistUrl = firstAddress(manifest.text, manifestUrl);
  const playlist = playlistUrl ? await account.deliver(playlistUrl) : undefined;
  const partUrl =
    playlist && playlistUrl && works(playlist.status) ? firstAddress(playlist.text, playlistUrl) : undefined;
  const part = partUrl ? await account.deliver(partUrl, { range: 'bytes=0-0' }) : undefined;
  if (part && works(part.status)) {
    const carried = playlistUrl?.includes(session) && partUrl?.includes(session);
    return {
      ...common,
      level: 'ok',
      found: `Playlists and their parts load as the manifest names them${carried ? ', with the session in each address' : ', without the session in their addresses'}.`,
    };
  }
  return {
    ...common,
    level: 'problem',
    found: `The manifest loads, and what it leads to does not (playlist ${playlist?.status ?? 'not named'}, its first part ${part?.status ?? 'not named'}).`,
    advice: 'Keep player: "embed": the browser\'s own player would show nothing.',
  };
}
