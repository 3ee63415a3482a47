import type { APIContext } from 'astro';

/** What a site's rule may look at: the visitor's cookies, session, locals and request, as in any endpoint of Astro. */
export type AuthorizeContext = Pick<
  APIContext,
  'request' | 'url' | 'cookies' | 'session' | 'locals' | 'clientAddress'
>;

export interface AuthorizeRequest {
  /** The `access` of a gallery or `<Video>`, such as `members`. Asked about once for each value. */
  access: string;
  /** The videos that are wanted under it, each once. */
  videoIds: readonly string[];
  /** Aborted when the time for a decision is over; the answer is then no. */
  signal: AbortSignal;
}

/**
 * Who a request comes from, for limits: an account's id, say. Exported as `visitor` by the file that the `authorize`
 * option names; without it, or where it gives anything but a text, the client address counts. It is not awaited.
 */
export type Visitor = (context: AuthorizeContext) => string | undefined;

/** `true` allows all of them, a list allows those it names. Everything else, an error included, is no. */
export type AuthorizeAnswer = boolean | readonly string[];

/**
 * The rule of a site, named by the `authorize` option: decides who may watch, for tokens, watch pages and thumbnails
 * alike.
 *
 * @example
 * export const authorize: Authorize = async ({ session }, { access }) =>
 *   access === 'public' || (await session?.get('member')) === true;
 */
export type Authorize = (
  context: AuthorizeContext,
  request: AuthorizeRequest,
) => AuthorizeAnswer | Promise<AuthorizeAnswer>;
