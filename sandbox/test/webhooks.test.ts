import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { describe, expect, onTestFinished } from 'vitest';
import type { Sandbox } from '../src/index.js';
import { signature } from '../src/webhooks/deliver.js';
import { it } from './helpers/fixtures.js';
import { startHttpServer } from './helpers/http-server.js';
import { call, type Json, runSandbox } from './helpers/run-sandbox.js';
import { emptyVideo, FILE, form, send } from './helpers/upload-files.js';

/** For machines that are busy with something else. */
const PATIENT = { timeout: 4000 };

/** A site that receives webhooks and answers with each of `statuses` in turn, then 202. */
async function receive(...statuses: number[]) {
  const calls: { headers: IncomingMessage['headers']; body: string; json: Json }[] = [];
  const server = await startHttpServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    calls.push({ headers: request.headers, body, json: JSON.parse(body) });
    response.writeHead(statuses.shift() ?? 202).end();
  });
  onTestFinished(server.close);
  return { url: server.url, calls };
}

const subscribe = async (sandbox: Sandbox, url: string, ...events: string[]): Promise<Json> =>
  (await call(sandbox, 'POST', '/webhooks', { url, events })).json;

async function upload(sandbox: Sandbox): Promise<string> {
  const videoId = await emptyVideo(sandbox);
  await send(sandbox, `/videos/${videoId}/source`, form({ bytes: FILE }));
  return videoId;
}

describe('webhooks', () => {
  it('announce each quality when it is encoded, signed with their secret', async () => {
    const sandbox = await runSandbox({ encodingTime: 3600 });
    const { url, calls } = await receive();
    const { webhookId, signatureSecret } = await subscribe(sandbox, url, 'video.encoding.quality.completed');
    expect(signatureSecret).toMatch(/^sig_sec_/);
    const videoId = await upload(sandbox);
    sandbox.advance(1800);
    await expect.poll(() => calls.length, PATIENT).toBe(1);
    sandbox.advance(1800);
    await expect.poll(() => calls.length, PATIENT).toBe(2);
    expect(calls.map(({ json }) => json)).toMatchObject([
      { type: 'video.encoding.quality.completed', videoId, encoding: 'hls', quality: '240p' },
      { type: 'video.encoding.quality.completed', videoId, encoding: 'mp4', quality: '240p' },
    ]);
    for (const { headers, body } of calls) {
      expect(headers['x-api-video-webhookid']).toBe(webhookId);
      const expected = createHmac('sha256', signatureSecret).update(body).digest('hex');
      expect(headers['x-api-video-signature']).toBe(expected);
    }
  });

  it('announce broadcasts and their recordings', async ({ sandbox }) => {
    const { url, calls } = await receive();
    const events = ['live-stream.broadcast.started', 'live-stream.broadcast.ended', 'video.source.recorded'];
    await subscribe(sandbox, url, ...events);
    const { liveStreamId } = (await call(sandbox, 'POST', '/live-streams', { name: 'x' })).json;
    sandbox.broadcast(liveStreamId, true);
    sandbox.broadcast(liveStreamId, false);
    await expect.poll(() => calls.length, PATIENT).toBe(3);
    expect(new Set(calls.map(({ json }) => json.type))).toEqual(new Set(events));
  });

  it('are tried again after a failure, redirects included, three times', async () => {
    const sandbox = await runSandbox({ encodingTime: 0, webhookPause: 1 });
    const patient = await receive(500, 302, 404);
    const deaf = await receive(500, 500, 500, 500, 500);
    await subscribe(sandbox, patient.url, 'live-stream.broadcast.started');
    await subscribe(sandbox, deaf.url, 'live-stream.broadcast.started');
    const { liveStreamId } = (await call(sandbox, 'POST', '/live-streams', { name: 'x' })).json;
    sandbox.broadcast(liveStreamId, true);
    await expect.poll(() => [patient.calls.length, deaf.calls.length], PATIENT).toEqual([4, 4]);
  });

  it('are kept, listed by event and deleted', async ({ sandbox }) => {
    const { webhookId, signatureSecret } = await subscribe(
      sandbox,
      'http://127.0.0.1:1/',
      'video.source.recorded',
    );
    expect((await call(sandbox, 'GET', `/webhooks/${webhookId}`)).json.signatureSecret).toBe(signatureSecret);
    expect((await call(sandbox, 'GET', '/webhooks?events=video.source.recorded')).json.data).toHaveLength(1);
    expect((await call(sandbox, 'GET', '/webhooks?events=video.summary.generated')).json.data).toEqual([]);
    expect((await call(sandbox, 'DELETE', `/webhooks/${webhookId}`)).status).toBe(204);
    expect((await call(sandbox, 'GET', `/webhooks/${webhookId}`)).status).toBe(404);
  });

  it('are signed as api.video signs', () => {
    const body =
      '{"type":"video.encoding.quality.completed","emittedAt":"2021-01-29T15:46:25.217Z","videoId":"vi0000000000000000000000","liveStreamId":"li0000000000000000000000","encoding":"hls","quality":"720p"}';
    expect(signature('sig_sec_0000000000000000000000', body)).toBe(
      '27a77d3a7fc626854886b5dbfae4e32c8b0170c1ea1b714c91ba77f1e7774e8c',
    );
  });
});
