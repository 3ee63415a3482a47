import { sessionUrl } from '../../api-video/asset-url.js';
import type { MintedVideo } from '../../api-video/assets.js';
import { type Answer, parseJson } from '../../api-video/http/send.js';
import { sessionSchema } from '../../api-video/schema.js';
import type { Account } from './examined-account.js';
import type { Secrets } from './secrets.js';

/** What `…/session` answered. */
export interface Opening {
  status: number;
  /** The session token, where one was opened. */
  session?: string;
  headers: Answer['headers'];
}

/** Opens a session with a private token, which is used up by it. */
export async function openSession(
  account: Account,
  secrets: Secrets,
  { assets, location }: MintedVideo,
): Promise<Opening> {
  const { status, text, headers } = await account.deliver(sessionUrl(assets.hls, location));
  const session = sessionSchema.safeParse(parseJson(text)).data?.session_token;
  if (session !== undefined) secrets.add(session);
  return { status, headers, ...(session !== undefined && { session }) };
}

/** A status in words that need no table. */
export const answered = (status: number) =>
  status === 200 || status === 206 ? 'works' : `is answered ${status}`;

export const works = (status: number) => status === 200 || status === 206;
