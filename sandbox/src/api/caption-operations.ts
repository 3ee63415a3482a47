import { jsonBody } from '../http/json-body.js';
import { invalid, jsonAnswer, notFound, problemAnswer } from '../http/problem.js';
import { nativeName } from '../state/native-name.js';
import type { Caption, VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';
import { refusedLanguage } from './language-problem.js';
import type { Operation } from './operation.js';
import { pageAnswer, paging } from './paging.js';
import { parseQuery } from './query.js';
import { receive, singleFile } from './receive.js';
import { readToken, trackUrl, writtenToken } from './video-view.js';

/** `src` holds a token as the video's own assets do (api-video.md, "Captions and chapters"). */
const view = (
  world: World,
  { videoId }: VideoRecord,
  token: string | undefined,
  language: string,
  caption: Caption,
) => ({
  uri: `/videos/${videoId}/captions/${language}`,
  src: trackUrl(videoId, token, 'captions', language, world.origins, world.switches),
  srclang: language,
  languageName: nativeName(language) ?? language,
  default: caption.default,
});

const read = (world: World, video: VideoRecord, language: string, caption: Caption) =>
  jsonAnswer(200, view(world, video, readToken(world, video), language, caption));

const written = (world: World, video: VideoRecord, language: string, caption: Caption) =>
  jsonAnswer(200, view(world, video, writtenToken(video), language, caption));

export const listCaptions: Operation = (world, { url }, { videoId = '' }) => {
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  const query = parseQuery(url.searchParams, paging(world.switches.minPageSize));
  if ('refused' in query) return query.refused;
  const token = video.captions.size > 0 ? readToken(world, video) : undefined;
  return pageAnswer(world, url, query.values, [...video.captions], ([language, caption]) =>
    view(world, video, token, language, caption),
  );
};

export const getCaption: Operation = (world, _request, { videoId = '', language = '' }) => {
  const refused = refusedLanguage(language);
  if (refused) return refused;
  const video = world.videos.get(videoId);
  const caption = video?.captions.get(language);
  return video && caption ? read(world, video, language, caption) : notFound(video ? 'language' : 'videoId');
};

/** Any text is taken: a malformed file simply does not show. */
export const uploadCaption: Operation = async (world, request, { videoId = '', language = '' }) => {
  const refused = refusedLanguage(language);
  if (refused) return refused;
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  const file = singleFile(await receive(world, request));
  if ('title' in file) return problemAnswer(400, file);
  const caption = {
    vtt: new TextDecoder().decode(file.bytes),
    default: video.captions.get(language)?.default ?? false,
  };
  video.captions.set(language, caption);
  return written(world, video, language, caption);
};

export const updateCaption: Operation = async (world, request, { videoId = '', language = '' }) => {
  const refused = refusedLanguage(language);
  if (refused) return refused;
  const video = world.videos.get(videoId);
  const caption = video?.captions.get(language);
  if (!video || !caption) return notFound(video ? 'language' : 'videoId');
  const body = await jsonBody(request);
  if ('refused' in body) return body.refused;
  const isDefault = body.payload.default ?? caption.default;
  if (typeof isDefault !== 'boolean')
    return problemAnswer(400, invalid('default', 'The value must be a boolean.'));
  // A video has one default caption at most.
  if (isDefault) for (const other of video.captions.values()) other.default = false;
  caption.default = isDefault;
  return written(world, video, language, caption);
};

export const deleteCaption: Operation = (world, _request, { videoId = '', language = '' }) => {
  const refused = refusedLanguage(language);
  if (refused) return refused;
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  return video.captions.delete(language) ? { status: 204 } : notFound('language');
};
