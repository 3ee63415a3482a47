import { jsonAnswer, notFound, problemAnswer } from '../http/problem.js';
import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';
import { refusedLanguage } from './language-problem.js';
import type { Operation } from './operation.js';
import { pageAnswer, paging } from './paging.js';
import { parseQuery } from './query.js';
import { receive, singleFile } from './receive.js';
import { readToken, trackUrl, writtenToken } from './video-view.js';

/** See api-video.md, "Captions and chapters". */
const view = (world: World, { videoId }: VideoRecord, token: string | undefined, language: string) => ({
  uri: `/videos/${videoId}/chapters/${language}`,
  src: trackUrl(videoId, token, 'chapters', language, world.origins, world.switches),
  language,
});

export const listChapters: Operation = (world, { url }, { videoId = '' }) => {
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  const query = parseQuery(url.searchParams, paging(world.switches.minPageSize));
  if ('refused' in query) return query.refused;
  const token = video.chapters.size > 0 ? readToken(world, video) : undefined;
  return pageAnswer(world, url, query.values, [...video.chapters.keys()], (language) =>
    view(world, video, token, language),
  );
};

export const getChapter: Operation = (world, _request, { videoId = '', language = '' }) => {
  const video = world.videos.get(videoId);
  return video?.chapters.has(language)
    ? jsonAnswer(200, view(world, video, readToken(world, video), language))
    : notFound(video ? 'language' : 'videoId');
};

export const uploadChapter: Operation = async (world, request, { videoId = '', language = '' }) => {
  const refused = refusedLanguage(language);
  if (refused) return refused;
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  const file = singleFile(await receive(world, request));
  if ('title' in file) return problemAnswer(400, file);
  video.chapters.set(language, new TextDecoder().decode(file.bytes));
  return jsonAnswer(200, view(world, video, writtenToken(video), language));
};

export const deleteChapter: Operation = (world, _request, { videoId = '', language = '' }) => {
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  return video.chapters.delete(language) ? { status: 204 } : notFound('language');
};
