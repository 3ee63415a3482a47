import type { Issue, IssueResult } from '../../../../integration/src/server/issuing/issue.js';
import { serializeVideo } from '../../../../integration/src/server/issuing/serialize.js';

/** Stands in every secret of this issuer, so that one look finds any of them. */
export const CANARY = 'canary';

/** An issuer whose videos are ready, gone or busy by their turn, and whose secrets can be recognised anywhere. */
export function issueCanaries(thumbnailOrigin: string) {
  const handedOut = new Map<string, number>();
  let turn = 0;

  function issueOne(id: string): IssueResult {
    turn++;
    if (turn % 17 === 0) return { status: 'gone' };
    if (turn % 11 === 0) return { status: 'busy', retryIn: 7 };
    const privateToken = `${CANARY}-private-${turn}`;
    const sessionToken = `${CANARY}-session-${turn}`;
    handedOut.set(sessionToken, 0);
    const path = `vod/${id}/token/${privateToken}`;
    const assets = {
      thumbnail: `${thumbnailOrigin}/${path}/thumbnail.jpg?avh=${sessionToken}`,
      player: `https://embed.api.video/vod/${id}?token=${privateToken}&avh=${sessionToken}`,
      hls: `https://vod.api.video/${path}/hls/manifest.m3u8?avh=${sessionToken}`,
      ...(turn % 2 ? { mp4: `https://vod.api.video/${path}/mp4/source.mp4?avh=${sessionToken}` } : {}),
    };
    return {
      status: 'ready',
      expiresIn: 86_390,
      serialized: serializeVideo({ id, privateToken, sessionToken, assets }),
    };
  }

  const issue: Issue = async (wanted) => new Map(wanted.map(({ videoId }) => [videoId, issueOne(videoId)]));
  return { issue, handedOut };
}
