import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/index.js';

/** A sandbox for the test that runs, closed after it. */
export async function runSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(sandbox.close);
  return sandbox;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are read as a client without types would.
export type Json = any;

export interface Reply {
  status: number;
  headers: Headers;
  json: Json;
}

/** A management call with the sandbox's key. */
export async function call(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  headers = {},
): Promise<Reply> {
  const response = await fetch(sandbox.apiUrl + path, {
    method,
    headers: { authorization: `Basic ${Buffer.from(`${sandbox.apiKey}:`).toString('base64')}`, ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : undefined };
}

/** The first private video of the catalogue, freshly read: its assets hold an unused token. */
export async function privateVideo(sandbox: Sandbox): Promise<Json> {
  const { json } = await call(sandbox, 'GET', '/videos?sortBy=title&sortOrder=asc&pageSize=100');
  const { videoId } = json.data.find((video: Json) => video.public === false);
  return (await call(sandbox, 'GET', `/videos/${videoId}`)).json;
}

export const tokenOf = (video: Json): string => new URL(video.assets.player).searchParams.get('token') ?? '';

export const sessionUrl = (video: Json): string => video.assets.thumbnail.replace('thumbnail.jpg', 'session');

/** `url` with a session. */
export function withSession(url: string, session: string): string {
  const address = new URL(url);
  address.searchParams.set('avh', session);
  return address.href;
}

export async function openSession(video: Json): Promise<string> {
  const response = await fetch(sessionUrl(video));
  return ((await response.json()) as { session_token: string }).session_token;
}
