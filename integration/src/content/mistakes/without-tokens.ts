import { withoutToken, withoutTokens } from '../../contract/pasted-video.js';
import { isMapping } from '../fields/absent.js';

/** Each text in a value made into another one. */
function eachText<Value>(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value) as Value;
  if (Array.isArray(value)) return value.map((each) => eachText(each, change)) as Value;
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, eachText(each, change)]),
  ) as Value;
}

/** Where an id belongs, no address keeps a token, whatever page it is of. */
function videoWithoutToken(video: unknown): unknown {
  if (!isMapping(video)) return eachText(video, withoutToken);
  const ids = Object.entries(video).filter(([key]) => key === 'id' || key === 'videoId');
  return { ...video, ...Object.fromEntries(ids.map(([key, id]) => [key, eachText(id, withoutToken)])) };
}

/** Front matter with the tokens of pasted addresses taken out: Astro keeps it as it is beside the rendered text. */
export function dataWithoutTokens(data: Record<string, unknown>): Record<string, unknown> {
  if (!isMapping(data)) return data;
  const clean = eachText(data, withoutTokens);
  const { videos } = clean;
  return Array.isArray(videos) ? { ...clean, videos: videos.map(videoWithoutToken) } : clean;
}
