import { describe, expect, it } from 'vitest';
import { call, type Json, openSession, runSandbox, withSession } from './helpers/run-sandbox.js';
import { bytes, emptyVideo, FILE, form, read, send, statusOf } from './helpers/upload-files.js';

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
    expect((await fetch(assets.hls)).status).toBe(202);
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
    // Where the keyframes are, and the rest; the sound outlasts the picture a little.
    expect(durations.slice(0, 2)).toEqual([2.2, 2.2]);
    expect(durations[2]).toBeCloseTo(0.62, 1);
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
