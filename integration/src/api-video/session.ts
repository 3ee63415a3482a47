import { type AssetLocation, sessionUrl } from './asset-url.js';
import { ApiVideoError } from './errors.js';
import { type Fetch, parseJson, send } from './http/send.js';
import { sessionSchema } from './schema.js';

/** A session's answer is a token of about a hundred bytes; an error page of a gateway is some kilobytes. */
const LARGEST_ANSWER = 64 * 1024;

/**
 * Turns a private token into a session token (api-video.md, "Opening a session"). Carries no API key, and is never
 * retried: the first call uses the token up, whether or not its answer arrives.
 */
export async function openSession(
  fetch: Fetch,
  mediaUrl: string,
  at: Required<AssetLocation>,
  options: { timeout: number; signal?: AbortSignal | undefined },
): Promise<string> {
  const url = sessionUrl(mediaUrl, at);
  const { origin } = new URL(url);
  const answer = await send(fetch, url, {
    ...options,
    headers: { accept: 'application/json' },
    limit: LARGEST_ANSWER,
  });
  if (answer.status >= 500 || answer.status === 429) {
    throw new ApiVideoError('unavailable', `${origin} could not open a session (status ${answer.status}).`, {
      status: answer.status,
    });
  }
  if (answer.status !== 200) {
    throw new ApiVideoError('token-used', `${origin} no longer accepts the private token of ${at.id}.`, {
      status: answer.status,
    });
  }
  const parsed = sessionSchema.safeParse(parseJson(answer.text));
  if (!parsed.success) {
    throw new ApiVideoError('invalid-answer', `${origin} opened a session without saying its token.`, {
      status: answer.status,
    });
  }
  return parsed.data.session_token;
}
