import { readFileSync } from 'node:fs';
import type { Go } from './recorder.js';

const FILE = readFileSync(new URL('../fixtures/ordinary.mp4', import.meta.url));
const JPEG = Buffer.from('ffd8ffe0', 'hex');
const VTT = Buffer.from('WEBVTT');

/** Every operation once at least as it succeeds, and every error the description documents for it, but for 429. */
export async function tour(go: Go): Promise<void> {
  await authentication(go);
  await lists(go);
  await videos(go);
  await uploads(go);
  await uploadTokens(go);
  await thumbnails(go);
  await captions(go);
  await chapters(go);
  await discarded(go);
  await liveStreams(go);
  await webhooks(go);
}

async function authentication(go: Go) {
  const { refresh_token: refreshToken } = await go('POST /auth/api-key', {
    json: { apiKey: 'vitrine-sandbox-key' },
  });
  await go('POST /auth/refresh', { json: { refreshToken } });
  await go('POST /auth/refresh', { json: { refreshToken } });
  await go('POST /auth/api-key', { json: { apiKey: 'another' } });
}

async function lists(go: Go) {
  for (const operation of ['GET /videos', 'GET /discarded/videos']) {
    await go(operation, { query: '?sortBy=title&sortOrder=asc&pageSize=10&currentPage=2' });
    await go(operation, { query: '?currentPage=0&pageSize=1000' });
  }
  await go('GET /videos', { query: '?tags[]=none' });
  await go('GET /tags', { query: '?value=work' });
}

async function videos(go: Go) {
  const wrong = { scheduledAt: 'soon', tags: 'none', metadata: {} };
  await go('POST /videos', { json: wrong });
  await go('POST /videos', { json: { title: 'x', language: 'e1' } });
  await go('POST /videos', { json: { title: 'x', language: 'qq' } });
  const { videoId } = await go('POST /videos', {
    json: {
      title: 'Tour',
      description: 'd',
      public: false,
      playerId: 'pl1',
      language: 'en',
      tags: ['a'],
      metadata: [{ key: 'k', value: 'v' }],
    },
  });
  const path = { videoId };
  await go('POST /videos', { json: { title: 'Copy', source: (await go('GET /videos')).data[0].videoId } });
  await go('GET /videos/{videoId}', { path });
  await go('GET /videos/{videoId}/status', { path });
  await go('PATCH /videos/{videoId}', {
    path,
    json: { title: 'Renamed', playerId: null, transcriptSummary: true },
  });
  await go('PATCH /videos/{videoId}', { path, json: { transcriptSummary: true } });
  await go('PATCH /videos/{videoId}', { path, json: wrong });
  await go('PATCH /videos/{videoId}', { path, json: { language: 'e1' } });
  await go('PATCH /videos/{videoId}', { path, json: { language: 'qq' } });
  await go('DELETE /videos/{videoId}', { path });
  for (const method of ['GET', 'PATCH', 'DELETE'])
    await go(`${method} /videos/{videoId}`, { path, json: method === 'PATCH' ? {} : undefined });
  await go('GET /videos/{videoId}/status', { path });
}

const created = async (go: Go) => ({
  videoId: (await go('POST /videos', { json: { title: 'Tour' } })).videoId as string,
});

async function uploads(go: Go) {
  const source = 'POST /videos/{videoId}/source';
  const path = await created(go);
  await go(source, { path, files: [] });
  await go(source, { path, files: [FILE, FILE] });
  await go(source, {
    path,
    files: [FILE.subarray(0, 9000)],
    headers: { 'Content-Range': `bytes 0-8999/${FILE.length}` },
  });
  await go('GET /videos/{videoId}/status', { path });
  await go(source, {
    path,
    files: [FILE.subarray(9000)],
    headers: { 'Content-Range': `bytes 9000-${FILE.length - 1}/${FILE.length}` },
  });
  await go('GET /videos/{videoId}/status', { path });
  await go(source, { path, files: [FILE] });
  const parts = await created(go);
  await go(source, { path: parts, files: [FILE], headers: { 'Content-Range': 'part 1/*' } });
  await go('GET /videos/{videoId}/status', { path: parts });
  await go(source, { path: {}, files: [FILE] });
}

async function uploadTokens(go: Go) {
  const { token } = await go('POST /upload-tokens', { json: { ttl: 60 } });
  await go('POST /upload-tokens', { json: {} });
  await go('GET /upload-tokens');
  const path = { uploadToken: token };
  await go('GET /upload-tokens/{uploadToken}', { path });
  const { videoId } = await go('POST /upload', { query: `?token=${token}`, files: [FILE] });
  await go('POST /upload', { query: `?token=${token}`, files: [FILE], fields: { videoId } });
  await go('DELETE /upload-tokens/{uploadToken}', { path });
}

async function thumbnails(go: Go) {
  const path = await created(go);
  await go('POST /videos/{videoId}/thumbnail', { path, files: [JPEG] });
  await go('POST /videos/{videoId}/thumbnail', { path, files: [VTT] });
  await go('POST /videos/{videoId}/thumbnail', { files: [JPEG] });
  await go('PATCH /videos/{videoId}/thumbnail', { path, json: { timecode: '00:00:01.000' } });
  await go('PATCH /videos/{videoId}/thumbnail', { json: { timecode: '00:00:01.000' } });
}

async function captions(go: Go) {
  const operation = (method: string) => `${method} /videos/{videoId}/captions/{language}`;
  const path = { ...(await created(go)), language: 'fr' };
  await go(operation('POST'), { path, files: [VTT] });
  await go(operation('GET'), { path });
  await go(operation('PATCH'), { path, json: { default: true } });
  await go('GET /videos/{videoId}/captions', { path });
  for (const language of ['f1', 'qqq']) {
    for (const method of ['GET', 'POST', 'PATCH', 'DELETE'])
      await go(operation(method), { path: { ...path, language } });
  }
  await go(operation('DELETE'), { path });
  await go(operation('PATCH'), { path, json: { default: true } });
}

async function chapters(go: Go) {
  const operation = (method: string) => `${method} /videos/{videoId}/chapters/{language}`;
  const path = { ...(await created(go)), language: 'en' };
  await go(operation('POST'), { path, files: [VTT] });
  await go(operation('GET'), { path });
  await go('GET /videos/{videoId}/chapters', { path });
  await go(operation('DELETE'), { path });
}

async function discarded(go: Go) {
  const path = await created(go);
  await go('DELETE /videos/{videoId}', { path });
  await go('GET /discarded/videos');
  await go('GET /discarded/videos/{videoId}', { path });
  await go('PATCH /discarded/videos/{videoId}', { path, json: { discarded: true } });
  await go('PATCH /discarded/videos/{videoId}', { path, json: { discarded: false } });
  await go('GET /discarded/videos/{videoId}', { path });
  await go('PATCH /discarded/videos/{videoId}', { path, json: { discarded: false } });
}

async function liveStreams(go: Go) {
  const one = (method: string) => `${method} /live-streams/{liveStreamId}`;
  const restream = { name: 'a', serverUrl: 'rtmp://host.test/app', streamKey: 'k' };
  const { liveStreamId } = await go('POST /live-streams', {
    json: { name: 'Live', public: false, restreams: [restream] },
  });
  const path = { liveStreamId };
  for (const restreams of [
    [{ ...restream, name: '' }],
    [{ ...restream, name: null }],
    [{ ...restream, serverUrl: 'rtmp://host.test' }],
    [{ ...restream, serverUrl: 'https://host.test/app' }],
    Array.from({ length: 6 }, () => restream),
  ]) {
    await go('POST /live-streams', { json: { name: 'Live', restreams } });
    await go(one('PATCH'), { path, json: { restreams } });
  }
  await go('GET /live-streams', { query: '?name=live&sortBy=name&sortOrder=asc' });
  await go(one('GET'), { path });
  await go(one('PATCH'), { path, json: { name: 'Renamed' } });
  for (const known of [path, {}]) {
    await go(`${one('POST')}/thumbnail`, { path: known, files: [JPEG] });
    await go(`${one('POST')}/thumbnail`, { path: known, files: [VTT] });
    await go(`${one('DELETE')}/thumbnail`, { path: known });
    await go(`${one('PUT')}/complete`, { path: known });
  }
  await go(one('DELETE'), { path });
}

async function webhooks(go: Go) {
  await go('POST /webhooks', { json: {} });
  await go('POST /webhooks', { json: { events: 'all', url: 'http://127.0.0.1:1/' } });
  const { webhookId } = await go('POST /webhooks', {
    json: { events: ['video.encoding.quality.completed'], url: 'http://127.0.0.1:1/' },
  });
  await go('GET /webhooks', { query: '?events=video.encoding.quality.completed' });
  await go('GET /webhooks/{webhookId}', { path: { webhookId } });
  await go('DELETE /webhooks/{webhookId}', { path: { webhookId } });
  await go('DELETE /webhooks/{webhookId}', { path: { webhookId } });
}
