import type { Mp4Info } from '../mp4/info.js';
import { playedAs } from './played.js';
import type { VideoMedia } from './video-media.js';

export type QualityStatus = 'waiting' | 'encoding' | 'encoded' | 'failed';

export interface Quality {
  type: 'hls' | 'mp4';
  quality: string;
  status: QualityStatus;
}

export interface Encoding {
  /** True once the first rendition is done (api-video.md, "Status"). */
  playable: boolean;
  qualities: Quality[];
  info?: Mp4Info;
}

const CLIP_INFO: Mp4Info = {
  width: 1280,
  height: 720,
  duration: 6,
  codecs: '',
  videoCodec: 'h264',
  audioCodec: 'aac',
  samplerate: 44_100,
  framerate: 24,
};

/** Of the whole encoding time. */
const HLS_SHARE = 0.5;

const NONE: Encoding = { playable: false, qualities: [] };

/**
 * How far a file's encoding has come. HLS takes the first half of `seconds`, the mp4 the second; what is no video
 * fails after the first half.
 */
export function encodingOf(media: VideoMedia, now: number, seconds: number): Encoding {
  if (media.kind === 'clip') return { playable: true, qualities: clipQualities, info: CLIP_INFO };
  if (media.kind === 'failed') return { playable: false, qualities: [quality('hls', '720p', 'failed')] };
  if (media.kind !== 'file') return NONE;
  const info = playedAs(media.file)?.info;
  const progress = seconds === 0 ? 1 : (now - media.arrivedAt) / (seconds * 1000);
  const name = qualityName(info?.height ?? 0);
  const hls = stepStatus(progress, 0, HLS_SHARE, info !== undefined);
  const mp4 = stepStatus(progress, HLS_SHARE, 1, info !== undefined);
  return {
    playable: hls === 'encoded',
    qualities: [quality('hls', name, hls), quality('mp4', name, mp4)],
    ...(info && hls === 'encoded' && { info }),
  };
}

/** Whether it cannot be played yet, and will be if all goes on as it does. */
export function isAwaited(media: VideoMedia, now: number, seconds: number): boolean {
  if (media.kind === 'uploading' || media.kind === 'ingesting') return true;
  const { playable, qualities } = encodingOf(media, now, seconds);
  const [hls] = qualities;
  return !playable && (hls?.status === 'waiting' || hls?.status === 'encoding');
}

/** The qualities a file will have, and when (ms) each is done; none for what cannot be encoded. */
export function completions(
  media: VideoMedia,
  seconds: number,
): { type: 'hls' | 'mp4'; quality: string; at: number }[] {
  const info = media.kind === 'file' ? playedAs(media.file)?.info : undefined;
  if (media.kind !== 'file' || !info) return [];
  const done = (type: 'hls' | 'mp4', share: number) => ({
    type,
    quality: qualityName(info.height),
    at: media.arrivedAt + share * seconds * 1000,
  });
  return [done('hls', HLS_SHARE), done('mp4', 1)];
}

const quality = (type: 'hls' | 'mp4', name: string, status: QualityStatus): Quality => ({
  type,
  quality: name,
  status,
});

const clipQualities = [
  quality('hls', '360p', 'encoded'),
  quality('hls', '720p', 'encoded'),
  quality('mp4', '720p', 'encoded'),
];

function stepStatus(progress: number, from: number, to: number, readable: boolean): QualityStatus {
  if (progress >= to) return readable ? 'encoded' : 'failed';
  return progress > from ? 'encoding' : 'waiting';
}

/** api.video's name for a height: the largest that is not above it. */
export function qualityName(height: number): string {
  return `${[2160, 1080, 720, 480, 360].find((step) => height >= step) ?? 240}p`;
}
