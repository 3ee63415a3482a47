import { parseJson } from '../../api-video/http/send.js';
import type { Account } from './examined-account.js';
import type { Finding } from './finding.js';

interface Status {
  ingest?: { status?: string } | null;
  encoding?: {
    playable?: boolean | null;
    qualities?: { type?: string | null; quality?: string; status?: string }[] | null;
  } | null;
}

/** How the status of a video speaks of ingest and qualities. Mints nothing. */
export async function examineEncoding(account: Account, videoId: string): Promise<Finding[]> {
  const answer = await account.read(`/videos/${videoId}/status`);
  const { ingest, encoding } = (parseJson(answer.text) ?? {}) as Status;
  const qualities = (encoding?.qualities ?? []).map(
    ({ type, quality, status }) => `${type ?? '(no type)'} ${quality} ${status}`,
  );
  return [
    {
      id: 'ingest',
      question: 'Status',
      level: encoding?.playable ? 'ok' : 'note',
      found: `Its ingest is "${ingest?.status ?? 'not said'}", and it can ${encoding?.playable ? '' : 'not yet '}be played.`,
    },
    {
      id: 'qualities',
      question: 'Status',
      level: 'ok',
      found: `Its qualities are called ${qualities.length > 0 ? qualities.join(', ') : '(none so far)'}.`,
    },
  ];
}
