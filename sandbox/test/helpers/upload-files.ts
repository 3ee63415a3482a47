import { readFileSync } from 'node:fs';
import type { Sandbox } from '../../src/index.js';
import { call, type Json } from './run-sandbox.js';

export const FILE = readFileSync(new URL('../fixtures/ordinary.mp4', import.meta.url));

export function form(...files: { bytes: Uint8Array; name?: string; as?: string }[]): FormData {
  const body = new FormData();
  for (const { bytes, name = 'clip.mp4', as = name } of files)
    body.append(as, new Blob([new Uint8Array(bytes)]), name);
  return body;
}

export async function send(
  sandbox: Sandbox,
  path: string,
  body: FormData,
  headers: Record<string, string> = {},
) {
  const authorization = `Basic ${btoa(`${sandbox.apiKey}:`)}`;
  const response = await fetch(sandbox.apiUrl + path, {
    method: 'POST',
    body,
    headers: { authorization, ...headers },
  });
  return { status: response.status, json: (await response.json()) as Json };
}

export async function emptyVideo(sandbox: Sandbox, isPublic = true): Promise<string> {
  return (await call(sandbox, 'POST', '/videos', { title: 'Rushes', public: isPublic })).json.videoId;
}

export const statusOf = async (sandbox: Sandbox, videoId: string) =>
  (await call(sandbox, 'GET', `/videos/${videoId}/status`)).json;
export const read = async (sandbox: Sandbox, videoId: string) =>
  (await call(sandbox, 'GET', `/videos/${videoId}`)).json;
export const bytes = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
