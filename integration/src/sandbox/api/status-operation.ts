import { jsonAnswer, notFound } from '../http/problem.js';
import type { Operation } from './call.js';

/** `GET /videos/{videoId}/status` (apivideo-contract 8.3): mints nothing. */
export const getStatus: Operation = (world, _request, { videoId = '' }) => {
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  return jsonAnswer(200, video.clip === undefined ? EMPTY : encoded());
};

const EMPTY = {
  ingest: { status: 'uploading', filesize: null, receivedBytes: [] },
  encoding: { playable: false, qualities: [] },
};

function encoded() {
  const quality = (type: 'hls' | 'mp4', quality: string) => ({ type, quality, status: 'encoded' });
  return {
    ingest: { status: 'uploaded', receivedBytes: [] },
    encoding: {
      playable: true,
      qualities: [quality('hls', '360p'), quality('hls', '720p'), quality('mp4', '720p')],
      metadata: {
        width: 1280,
        height: 720,
        duration: 6,
        framerate: 24,
        samplerate: 44_100,
        videoCodec: 'h264',
        audioCodec: 'aac',
        aspectRatio: '16/9',
      },
    },
  };
}
