import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../integration/src/sandbox/index.js';
import { call, type Json, openSession, runSandbox, withSession } from './run-sandbox.js';

const FILE = readFileSync(new URL('fixtures/ordinary.mp4', import.meta.url));

function form(...files: { bytes: Uint8Array; name?: string; as?: string }[]): FormData {
  const body = new FormData();
  for (const { bytes, name = 'clip.mp4', as = name } of files)
    body.append(as, new Blob([new Uint8Array(bytes)]), name);
  return body;
}

async function send(sandbox: Sandbox, path: string, body: FormData, headers: Record<string, string> = {}) {
  const authorization = `Basic ${btoa(`${sandbox.apiKey}:`)}`;
  const response = await fetch(sandbox.apiUrl + path, {
    method: 'POST',
    body,
    headers: { authorization, ...headers },
  });
  return { status: response.status, json: (await response.json()) as Json };
}

async function emptyVideo(sandbox: Sandbox, isPublic = true): Promise<string> {
  return (await call(sandbox, 'POST', '/videos', { title: 'Rushes', public: isPublic })).json.videoId;
}

const statusOf = async (sandbox: Sandbox, videoId: string) =>
  (await call(sandbox, 'GET', `/videos/${videoId}/status`)).json;
const read = async (sandbox: Sandbox, videoId: string) =>
  (await call(sandbox, 'GET', `/videos/${videoId}`)).json;
const bytes = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A web server on this machine that holds one file. */
async function host(status: number, file: Uint8Array): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(file)).listen(
    0,
    '127.0.0.1',
  );
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/clip.mp4`;
}

describe('an uploaded file', () => {
  it('is encoded step by step, by the clock, and then plays', async () => {
    let now = Date.UTC(2026, 0, 1);
    const sandbox = await runSandbox({ clock: () => now, encodingTime: 10 });
    const videoId = await emptyVideo(sandbox);
    expect((await statusOf(sandbox, videoId)).encoding).toEqual({ playable: false, qualities: [] });
    const uploaded = await send(sandbox, `/videos/${videoId}/source`, form({ bytes: FILE }));
    expect(uploaded.status).toBe(201);
    const { assets } = uploaded.json;
    const states = async () => {
      const { encoding } = await statusOf(sandbox, videoId);
      return [
        encoding.playable,
        ...encoding.qualities.map((quality: Json) => `${quality.type} ${quality.status}`),
      ];
    };
    expect(await states()).toEqual([false, 'hls waiting', 'mp4 waiting']);
    expect((await fetch(assets.hls)).status).toBe(404);
    now += 4000;
    expect(await states()).toEqual([false, 'hls encoding', 'mp4 waiting']);
    now += 2000;
    expect(await states()).toEqual([true, 'hls encoded', 'mp4 encoding']);
    expect((await fetch(assets.hls)).status).toBe(200);
    expect((await fetch(assets.mp4)).status).toBe(404);
    now += 4000;
    expect(await bytes(assets.mp4)).toEqual(FILE);
    expect((await statusOf(sandbox, videoId)).encoding.metadata).toMatchObject({
      width: 320,
      height: 180,
      duration: 5,
      framerate: 25,
      aspectRatio: '16/9',
      videoCodec: 'h264',
    });
  });

  it('is served as HLS, cut at its keyframes without losing a byte of picture or sound', async () => {
    const sandbox = await runSandbox({ encodingTime: 0 });
    const videoId = await emptyVideo(sandbox);
    const { json } = await send(sandbox, `/videos/${videoId}/source`, form({ bytes: FILE }));
    const base = json.assets.hls.replace('manifest.m3u8', '240p/');
    const playlist = (await bytes(`${base}manifest.m3u8`)).toString();
    const durations = [...playlist.matchAll(/#EXTINF:([\d.]+)/g)].map(([, seconds]) => Number(seconds));
    expect(durations.reduce((sum, seconds) => sum + seconds, 0)).toBeCloseTo(5, 1);
    const segments = await Promise.all(durations.map((_, index) => bytes(`${base}segment-${index + 1}.m4s`)));
    const media = segments.map((segment) => segment.subarray(segment.indexOf('mdat') + 4));
    const original = FILE.subarray(FILE.indexOf('mdat') + 4);
    expect(media.reduce((sum, part) => sum + part.length, 0)).toBe(original.length);
    expect((await bytes(`${base}init.mp4`)).includes('mvex')).toBe(true);
  });

  it('has a picture of its own, which an uploaded one replaces and a pick brings back', async () => {
    const sandbox = await runSandbox({ encodingTime: 0 });
    const videoId = await emptyVideo(sandbox);
    const { json } = await send(sandbox, `/videos/${videoId}/source`, form({ bytes: FILE }));
    const drawn = await bytes(json.assets.thumbnail);
    expect(drawn.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    const png = Buffer.from('89504e470d0a1a0a', 'hex');
    expect(
      (await send(sandbox, `/videos/${videoId}/thumbnail`, form({ bytes: png, name: 'a.png' }))).status,
    ).toBe(200);
    expect(await bytes(json.assets.thumbnail)).toEqual(png);
    const pick = (timecode: unknown) => call(sandbox, 'PATCH', `/videos/${videoId}/thumbnail`, { timecode });
    expect((await pick('00:00:02.500')).status).toBe(200);
    expect(await bytes(json.assets.thumbnail)).not.toEqual(drawn);
    expect((await pick('00:10:00.000')).status).toBe(200);
    expect(await bytes(json.assets.thumbnail)).toEqual(drawn);
    expect(await pick('soon')).toMatchObject({ status: 400, json: { name: 'timecode' } });
    const text = await send(sandbox, `/videos/${videoId}/thumbnail`, form({ bytes: Buffer.from('text') }));
    expect(text).toMatchObject({ status: 400, json: { name: 'file' } });
  });

  it('that is no video fails to encode', async () => {
    const sandbox = await runSandbox({ encodingTime: 0 });
    const videoId = await emptyVideo(sandbox);
    await send(sandbox, `/videos/${videoId}/source`, form({ bytes: Buffer.from('no video') }));
    const { encoding } = await statusOf(sandbox, videoId);
    expect(encoding.playable).toBe(false);
    expect(encoding.qualities.map((quality: Json) => quality.status)).toEqual(['failed', 'failed']);
  });

  it('belongs to private videos as to public ones', async () => {
    const sandbox = await runSandbox({ encodingTime: 0 });
    const videoId = await emptyVideo(sandbox, false);
    await send(sandbox, `/videos/${videoId}/source`, form({ bytes: FILE }));
    const video = await read(sandbox, videoId);
    const url = withSession(video.assets.mp4, await openSession(video));
    expect(await bytes(url)).toEqual(FILE);
  });
});

describe('uploads in pieces', () => {
  it('join parts in their order, whenever they come', async () => {
    const sandbox = await runSandbox({ encodingTime: 0 });
    const videoId = await emptyVideo(sandbox);
    const part = (from: number, to: number, range: string) =>
      send(sandbox, `/videos/${videoId}/source`, form({ bytes: FILE.subarray(from, to) }), {
        'Content-Range': range,
      });
    await part(10_000, FILE.length, 'part 3/3');
    await part(0, 5000, 'part 1/3');
    expect((await statusOf(sandbox, videoId)).ingest).toMatchObject({
      status: 'uploading',
      receivedParts: { parts: [1, 3], total: 3 },
    });
    const { json } = await part(5000, 10_000, 'part 2/3');
    expect(await bytes(json.assets.mp4)).toEqual(FILE);
    expect((await statusOf(sandbox, videoId)).ingest).toMatchObject({
      status: 'uploaded',
      filesize: FILE.length,
    });
  });

  it('join parts whose number is known at the end only', async () => {
    const sandbox = await runSandbox({ encodingTime: 0 });
    const videoId = await emptyVideo(sandbox);
    const part = (from: number, to: number, range: string) =>
      send(sandbox, `/videos/${videoId}/source`, form({ bytes: FILE.subarray(from, to) }), {
        'Content-Range': range,
      });
    await part(0, 9000, 'part 1/*');
    expect((await statusOf(sandbox, videoId)).ingest.receivedParts).toEqual({ parts: [1], total: null });
    const { json } = await part(9000, FILE.length, 'part 2/2');
    expect(await bytes(json.assets.mp4)).toEqual(FILE);
  });

  it('join byte ranges, and refuse one that lies about its length', async () => {
    const sandbox = await runSandbox({ encodingTime: 0 });
    const videoId = await emptyVideo(sandbox);
    const total = FILE.length;
    const range = (from: number, to: number, says = to) =>
      send(sandbox, `/videos/${videoId}/source`, form({ bytes: FILE.subarray(from, to) }), {
        'Content-Range': `bytes ${from}-${says - 1}/${total}`,
      });
    await range(0, 7000);
    expect((await statusOf(sandbox, videoId)).ingest.receivedBytes).toEqual([{ from: 0, to: 6999, total }]);
    expect((await range(7000, total - 1, total)).status).toBe(400);
    const { json } = await range(7000, total);
    expect(await bytes(json.assets.mp4)).toEqual(FILE);
  });

  it('with an upload token need no key, and make their video', async () => {
    let now = 0;
    const sandbox = await runSandbox({ encodingTime: 0, clock: () => now });
    const { token } = (await call(sandbox, 'POST', '/upload-tokens', { ttl: 60 })).json;
    const upload = (body: FormData) => send(sandbox, `/upload?token=${token}`, body, { authorization: '' });
    const { status, json } = await upload(form({ bytes: FILE, name: 'rushes.mp4' }));
    expect(status).toBe(201);
    expect(json.title).toBe('rushes.mp4');
    const again = form({ bytes: FILE });
    again.append('videoId', json.videoId);
    expect((await upload(again)).json.title).toBe(`The video ${json.videoId} has already been uploaded.`);
    expect((await call(sandbox, 'GET', '/upload-tokens')).json.data).toHaveLength(1);
    now = 60_000;
    expect((await upload(form({ bytes: FILE }))).status).toBe(404);
    expect((await call(sandbox, 'GET', '/upload-tokens')).json.data).toEqual([]);
  });
});

it('may come from any page, with an upload token and nothing else', async () => {
  const sandbox = await runSandbox();
  const preflight = (path: string) =>
    fetch(sandbox.apiUrl + path, { method: 'OPTIONS', headers: { origin: 'http://site.test' } });
  expect((await preflight('/upload')).headers.get('access-control-allow-headers')).toContain('Content-Range');
  expect((await preflight('/videos')).headers.has('access-control-allow-headers')).toBe(false);
});

describe('uploads that cannot be taken', () => {
  it.each([
    ['no file', [], 'uploaded-file-no-file'],
    ['two files', [{ bytes: FILE }, { bytes: FILE }], 'uploaded-file-multiple-files'],
  ])('say so: %s', async (_what, files, segment) => {
    const sandbox = await runSandbox();
    const { status, json } = await send(
      sandbox,
      `/videos/${await emptyVideo(sandbox)}/source`,
      form(...files),
    );
    expect(status).toBe(400);
    expect(json.type.split('/').at(-1)).toBe(segment);
  });

  it('say so: a second file, an unknown video, a range that is none', async () => {
    const sandbox = await runSandbox();
    const path = `/videos/${await emptyVideo(sandbox)}/source`;
    const nonsense = await send(sandbox, path, form({ bytes: FILE }), { 'Content-Range': 'all of it' });
    expect(nonsense).toMatchObject({ status: 400, json: { name: 'Content-Range' } });
    await send(sandbox, path, form({ bytes: FILE }));
    const second = await send(sandbox, path, form({ bytes: FILE }));
    expect(second.json.type.split('/').at(-1)).toBe('video-source-already-uploaded');
    expect((await send(sandbox, '/videos/viNone/source', form({ bytes: FILE }))).status).toBe(404);
  });

  it('say so: the slower of two at the same time', async () => {
    const sandbox = await runSandbox();
    const path = `/videos/${await emptyVideo(sandbox)}/source`;
    const both = await Promise.all([
      send(sandbox, path, form({ bytes: FILE })),
      send(sandbox, path, form({ bytes: FILE })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it('say so: more than the cap allows', async () => {
    const sandbox = await runSandbox({ uploadCap: 1000 });
    const path = `/videos/${await emptyVideo(sandbox)}/source`;
    const big = Buffer.alloc(20_000_000);
    expect((await send(sandbox, path, form({ bytes: big }))).status).toBe(413);
  });
});

describe('a source by URL', () => {
  async function settled(sandbox: Sandbox, videoId: string) {
    const { ingest, encoding } = await statusOf(sandbox, videoId);
    return ingest.status === 'ingested' || encoding.qualities.length > 0;
  }

  it('is fetched from this machine', async () => {
    const sandbox = await runSandbox({ encodingTime: 0 });
    const { status, json } = await call(sandbox, 'POST', '/videos', {
      title: 'x',
      source: await host(200, FILE),
    });
    expect(status).toBe(202);
    await expect.poll(() => settled(sandbox, json.videoId)).toBe(true);
    expect(await bytes(json.assets.mp4)).toEqual(FILE);
  });

  it('fails when it is not there', async () => {
    const sandbox = await runSandbox();
    const { json } = await call(sandbox, 'POST', '/videos', { title: 'x', source: await host(404, FILE) });
    await expect.poll(() => settled(sandbox, json.videoId)).toBe(true);
    expect((await statusOf(sandbox, json.videoId)).encoding.qualities[0].status).toBe('failed');
  });

  it('may be another video, and no other host', async () => {
    const sandbox = await runSandbox();
    const { json } = await call(sandbox, 'GET', '/videos?pageSize=1');
    const clone = await call(sandbox, 'POST', '/videos', { title: 'Copy', source: json.data[0].videoId });
    expect((await statusOf(sandbox, clone.json.videoId)).encoding.playable).toBe(true);
    const far = await call(sandbox, 'POST', '/videos', { title: 'x', source: 'https://example.com/a.mp4' });
    expect(far).toMatchObject({ status: 400, json: { name: 'source' } });
  });
});

describe('captions and chapters', () => {
  const vtt = Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n');

  it('are kept by language, and private ones need the session of their video', async () => {
    const sandbox = await runSandbox();
    const videoId = await emptyVideo(sandbox, false);
    const path = `/videos/${videoId}/captions/fr`;
    const { status, json } = await send(sandbox, path, form({ bytes: vtt, name: 'fr.vtt' }));
    expect(status).toBe(200);
    expect(json).toMatchObject({ uri: path, srclang: 'fr', languageName: 'français', default: false });
    expect((await fetch(json.src)).status).toBe(404);
    const { src } = (await call(sandbox, 'GET', path)).json;
    expect(await bytes(src)).toEqual(vtt);
    expect((await fetch(src)).status).toBe(404);
    expect((await call(sandbox, 'PATCH', path, { default: true })).json.default).toBe(true);
    expect((await call(sandbox, 'GET', `/videos/${videoId}/captions`)).json.data).toHaveLength(1);
    expect((await call(sandbox, 'DELETE', path)).status).toBe(204);
    expect(await call(sandbox, 'GET', path)).toMatchObject({ status: 404, json: { name: 'language' } });
  });

  it('refuse languages that are none', async () => {
    const sandbox = await runSandbox();
    const videoId = await emptyVideo(sandbox);
    const detail = async (language: string) =>
      (await call(sandbox, 'GET', `/videos/${videoId}/captions/${language}`)).json.detail;
    expect(await detail('f1')).toContain('only letters and dashes');
    expect(await detail('qqq')).toBe('The "language" attribute is not valid.');
  });

  it('of chapters have their own files', async () => {
    const sandbox = await runSandbox();
    const videoId = await emptyVideo(sandbox);
    const path = `/videos/${videoId}/chapters/en`;
    const { json } = await send(sandbox, path, form({ bytes: vtt, name: 'en.vtt' }));
    expect(json).toMatchObject({ uri: path, language: 'en' });
    expect(await bytes(json.src)).toEqual(vtt);
    expect((await call(sandbox, 'GET', `/videos/${videoId}/chapters`)).json.data).toEqual([json]);
    expect((await call(sandbox, 'DELETE', path)).status).toBe(204);
    expect((await fetch(json.src)).status).toBe(404);
  });
});
