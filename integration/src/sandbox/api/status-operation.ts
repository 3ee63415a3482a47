import { clipFile } from '../delivery/clips.js';
import { jsonAnswer, notFound } from '../http/problem.js';
import { encodingOf } from '../state/encoding.js';
import type { VideoMedia } from '../state/media.js';
import type { Operation } from './call.js';

/** `GET /videos/{videoId}/status` (apivideo-contract 8.3): mints nothing. */
export const getStatus: Operation = (world, _request, { videoId = '' }) => {
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  const { playable, qualities, info } = encodingOf(video.media, world.clock(), world.switches.encodingTime);
  const filesize = sizeOf(video.media);
  const metadata = info && {
    width: info.width,
    height: info.height,
    bitrate: info.duration > 0 ? Math.round(((filesize ?? 0) * 8) / info.duration / 10) / 100 : null,
    duration: Math.round(info.duration),
    framerate: info.framerate ?? null,
    samplerate: info.audio ? 44_100 : null,
    videoCodec: 'h264',
    audioCodec: info.audio ? 'aac' : null,
    aspectRatio: aspectRatio(info.width, info.height),
  };
  return jsonAnswer(200, {
    ingest: { ...ingestOf(video.media), filesize },
    encoding: { playable, qualities, ...(metadata && { metadata }) },
  });
};

function sizeOf(media: VideoMedia): number | null {
  if (media.kind === 'clip') return clipFile(`${media.clip}.mp4`).length;
  return media.kind === 'file' ? media.file.length : null;
}

function ingestOf(media: VideoMedia) {
  if (media.kind === 'uploading') return uploading(media);
  if (media.kind === 'ingesting' || media.kind === 'failed')
    return { status: 'ingesting', receivedBytes: [] };
  if (media.kind === 'empty') return { status: 'uploading', receivedBytes: [] };
  return { status: media.kind === 'file' && media.by === 'url' ? 'ingested' : 'uploaded', receivedBytes: [] };
}

function uploading({ parts: { unit, received, total } }: Extract<VideoMedia, { kind: 'uploading' }>) {
  const sorted = [...received].sort(([a], [b]) => a - b);
  return {
    status: 'uploading',
    ...(unit === 'part' && { receivedParts: { parts: sorted.map(([number]) => number), total } }),
    receivedBytes:
      unit === 'bytes'
        ? sorted.map(([from, { length }]) => ({ from, to: from + length - 1, total: total ?? 0 }))
        : [],
  };
}

function aspectRatio(width: number, height: number): string {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  const common = divisor(width, height);
  return `${width / common}/${height / common}`;
}
