import { type Route, route } from '../http/router.js';
import { logIn, refresh } from './auth-operations.js';
import * as captions from './caption-operations.js';
import * as chapters from './chapter-operations.js';
import { getDiscarded, listDiscarded, restoreVideo } from './discarded-operations.js';
import * as live from './live-stream-operations.js';
import type { Operation } from './operation.js';
import { getStatus } from './status-operation.js';
import { listTags } from './tag-operations.js';
import { pickThumbnail, uploadThumbnail } from './thumbnail-operations.js';
import { uploadSource, uploadWithToken } from './upload-operations.js';
import * as uploadTokens from './upload-token-operations.js';
import { createVideo, deleteVideo, getVideo, listVideos, updateVideo } from './video-operations.js';
import * as webhooks from './webhook-operations.js';

/** Neither limited nor in need of authentication (api-video.md, "Bearer tokens"). */
export const authRoutes: Route<Operation>[] = [
  route('POST /auth/api-key', logIn),
  route('POST /auth/refresh', refresh),
];

/** The upload token in the query stands for the key. */
export const openRoutes: Route<Operation>[] = [route('POST /upload', uploadWithToken)];

export const routes: Route<Operation>[] = [
  route('GET /videos', listVideos),
  route('POST /videos', createVideo),
  route('GET /videos/{videoId}', getVideo),
  route('PATCH /videos/{videoId}', updateVideo),
  route('DELETE /videos/{videoId}', deleteVideo),
  route('GET /videos/{videoId}/status', getStatus),
  route('POST /videos/{videoId}/source', uploadSource),
  route('POST /videos/{videoId}/thumbnail', uploadThumbnail),
  route('PATCH /videos/{videoId}/thumbnail', pickThumbnail),
  route('GET /videos/{videoId}/captions', captions.listCaptions),
  route('GET /videos/{videoId}/captions/{language}', captions.getCaption),
  route('POST /videos/{videoId}/captions/{language}', captions.uploadCaption),
  route('PATCH /videos/{videoId}/captions/{language}', captions.updateCaption),
  route('DELETE /videos/{videoId}/captions/{language}', captions.deleteCaption),
  route('GET /videos/{videoId}/chapters', chapters.listChapters),
  route('GET /videos/{videoId}/chapters/{language}', chapters.getChapter),
  route('POST /videos/{videoId}/chapters/{language}', chapters.uploadChapter),
  route('DELETE /videos/{videoId}/chapters/{language}', chapters.deleteChapter),
  route('GET /discarded/videos', listDiscarded),
  route('GET /discarded/videos/{videoId}', getDiscarded),
  route('PATCH /discarded/videos/{videoId}', restoreVideo),
  route('GET /tags', listTags),
  route('GET /upload-tokens', uploadTokens.listUploadTokens),
  route('POST /upload-tokens', uploadTokens.createUploadToken),
  route('GET /upload-tokens/{uploadToken}', uploadTokens.getUploadToken),
  route('DELETE /upload-tokens/{uploadToken}', uploadTokens.deleteUploadToken),
  route('GET /live-streams', live.listLiveStreams),
  route('POST /live-streams', live.createLiveStream),
  route('GET /live-streams/{liveStreamId}', live.getLiveStream),
  route('PATCH /live-streams/{liveStreamId}', live.updateLiveStream),
  route('DELETE /live-streams/{liveStreamId}', live.deleteLiveStream),
  route('POST /live-streams/{liveStreamId}/thumbnail', live.uploadLiveThumbnail),
  route('DELETE /live-streams/{liveStreamId}/thumbnail', live.deleteLiveThumbnail),
  route('PUT /live-streams/{liveStreamId}/complete', live.completeLiveStream),
  route('GET /webhooks', webhooks.listWebhooks),
  route('POST /webhooks', webhooks.createWebhook),
  route('GET /webhooks/{webhookId}', webhooks.getWebhook),
  route('DELETE /webhooks/{webhookId}', webhooks.deleteWebhook),
];
