import { startSandbox } from 'api-video-sandbox';
import type { Figure } from './figure.js';
import { privateVideos } from './private-videos.js';

const REQUESTS = 1000;
const ROUNDS = 5;

/** A thousand requests use one private token at the same time: exactly one may win. */
export async function firstUse(): Promise<Figure[]> {
  const sandbox = await startSandbox({ limits: false });
  const videos = await privateVideos(sandbox);
  const winners: number[] = [];
  const refused: number[] = [];
  for (const { hls, mp4, thumbnail } of videos.slice(0, ROUNDS)) {
    const urls = [thumbnail.replace('thumbnail.jpg', 'session'), thumbnail, hls, mp4];
    const statuses = await Promise.all(
      Array.from({ length: REQUESTS }, (_, index) => statusOf(urls[index % urls.length] ?? '')),
    );
    winners.push(statuses.filter((status) => status === 200).length);
    refused.push(statuses.filter((status) => status === 404).length);
  }
  await sandbox.close();
  return [
    {
      name: 'sandbox.firstUse.winners',
      value: Math.max(...winners),
      what: `requests that won, of ${REQUESTS} first uses of one token at a time (/session, thumbnail, HLS, mp4)`,
      target: { atMost: 1 },
      samples: winners,
    },
    {
      name: 'sandbox.firstUse.refused',
      value: Math.min(...refused),
      what: 'requests that were refused with 404',
      target: { atLeast: REQUESTS - 1 },
      samples: refused,
    },
  ];
}

async function statusOf(url: string): Promise<number> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status;
}
