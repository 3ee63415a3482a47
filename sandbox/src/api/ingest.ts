import type { VideoMedia } from '../state/video-media.js';
import { announceEncoding } from '../webhooks/encoding-events.js';
import type { World } from '../world.js';
import { roomLeft } from './receive.js';

const TIMEOUT = 30_000;

/** Fetches a video's file; the video is already answered for (202: api-video.md, "Single videos"). */
export async function ingest(world: World, videoId: string, source: string): Promise<void> {
  const media = await fetched(world, source);
  const video = world.videos.get(videoId);
  if (!video) return;
  world.videos.put({ ...video, media, updatedAt: world.clock() });
  announceEncoding(world, videoId, media);
}

async function fetched(world: World, source: string): Promise<VideoMedia> {
  try {
    const signal = AbortSignal.any([world.closing, AbortSignal.timeout(TIMEOUT)]);
    const response = await fetch(source, { redirect: 'error', signal });
    if (!response.ok || !response.body) return { kind: 'failed' };
    const chunks: Uint8Array[] = [];
    let left = roomLeft(world);
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      left -= chunk.length;
      if (left < 0) return { kind: 'failed' };
      chunks.push(chunk);
    }
    return { kind: 'file', file: Buffer.concat(chunks), arrivedAt: world.clock(), by: 'url' };
  } catch {
    return { kind: 'failed' };
  }
}
