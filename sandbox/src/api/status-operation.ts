import { jsonAnswer, notFound } from '../http/problem.js';
import { clipFile } from '../state/clips.js';
import { encodingOf } from '../state/encoding.js';
import { type Received, receivedOf, receivedWhole, type VideoMedia } from '../state/video-media.js';
import type { Operation } from './operation.js';

/** `GET /videos/{videoId}/status` (api-video.md, "Status"): mints nothing. */
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
    samplerate: info.samplerate ?? null,
    videoCodec: info.videoCodec,
    audioCodec: info.audioCodec ?? null,
    aspectRatio: aspectRatio(info.width, info.height),
  };
  const ingest = ingestOf(video.media);
  return jsonAnswer(200, {
    ...(ingest && { ingest: { ...ingest, filesize } }),
    encoding: { playable, qualities, ...(metadata && { metadata }) },
  });
};

function sizeOf(media: VideoMedia): number | null {
  if (media.kind === 'clip') return clipFile(`${media.clip}.mp4`).length;
  return media.kind === 'file' ? media.file.length : null;
}

/** Nothing before a file, or its first piece, has come. */
function ingestOf(media: VideoMedia) {
  if (media.kind === 'empty') return undefined;
  if (media.kind === 'uploading') return { status: 'uploading', ...pieces(receivedOf(media.parts)) };
  if (media.kind === 'clip') return { status: 'uploaded', ...pieces(receivedWhole(sizeOf(media) ?? 0)) };
  if (media.kind === 'file' && media.received) return { status: 'uploaded', ...pieces(media.received) };
  return { status: media.kind === 'file' ? 'ingested' : 'ingesting', receivedBytes: [] };
}

const pieces = ({ unit, pieces, total }: Received) =>
  unit === 'part'
    ? { receivedParts: { parts: pieces.map(({ at }) => at), total }, receivedBytes: [] }
    : { receivedBytes: pieces.map(({ at, size }) => ({ from: at, to: at + size - 1, total: total ?? 0 })) };

function aspectRatio(width: number, height: number): string {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  const common = divisor(width, height);
  return `${width / common}/${height / common}`;
}
