import { describe, expect } from 'vitest';
import { it } from './helpers/fixtures.js';
import { call, runSandbox } from './helpers/run-sandbox.js';
import { bytes, emptyVideo, FILE, form, send, statusOf } from './helpers/upload-files.js';

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

  it('join no ranges that overlap', async () => {
    const sandbox = await runSandbox({ encodingTime: 0 });
    const videoId = await emptyVideo(sandbox);
    for (const from of [0, 3000]) {
      const to = from === 0 ? 7000 : FILE.length;
      const range = { 'Content-Range': `bytes ${from}-${to - 1}/${FILE.length}` };
      await send(sandbox, `/videos/${videoId}/source`, form({ bytes: FILE.subarray(from, to) }), range);
    }
    expect((await statusOf(sandbox, videoId)).ingest.status).toBe('uploading');
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

describe('a finished upload', () => {
  const total = FILE.length;
  const ranges: [first: string, last: string, what: object][] = [
    ['part 1/2', 'part 2/2', { receivedParts: { parts: [1, 2], total: 2 }, receivedBytes: [] }],
    ['part 1/*', 'part 2/2', { receivedParts: { parts: [1, 2], total: 2 }, receivedBytes: [] }],
    [
      `bytes 0-6999/${total}`,
      `bytes 7000-${total - 1}/${total}`,
      {
        receivedBytes: [
          { from: 0, to: 6999, total },
          { from: 7000, to: total - 1, total },
        ],
      },
    ],
  ];

  it.each(ranges)('keeps what it received, as %s and %s', async (first, last, received) => {
    const sandbox = await runSandbox({ encodingTime: 0 });
    const videoId = await emptyVideo(sandbox);
    const pieces = [
      { bytes: FILE.subarray(7000), range: last },
      { bytes: FILE.subarray(0, 7000), range: first },
    ];
    for (const { bytes, range } of pieces)
      await send(sandbox, `/videos/${videoId}/source`, form({ bytes }), { 'Content-Range': range });
    const { ingest } = await statusOf(sandbox, videoId);
    expect(ingest).toEqual({ status: 'uploaded', filesize: total, ...received });
  });

  it('keeps it when it came in one piece, with an upload token, or as a copy', async () => {
    const sandbox = await runSandbox({ encodingTime: 0 });
    const { token } = (await call(sandbox, 'POST', '/upload-tokens', {})).json;
    const { videoId } = (await send(sandbox, `/upload?token=${token}`, form({ bytes: FILE }))).json;
    const received = [{ from: 0, to: total - 1, total }];
    expect((await statusOf(sandbox, videoId)).ingest).toMatchObject({ receivedBytes: received });
    const copy = (await call(sandbox, 'POST', '/videos', { title: 'Copy', source: videoId })).json;
    expect((await statusOf(sandbox, copy.videoId)).ingest).toMatchObject({ receivedBytes: received });
  });
});

it('has no ingest before a file has come', async ({ sandbox }) => {
  const videoId = await emptyVideo(sandbox);
  expect(await statusOf(sandbox, videoId)).toEqual({ encoding: { playable: false, qualities: [] } });
  const range = { 'Content-Range': 'part 1/*' };
  await send(sandbox, `/videos/${videoId}/source`, form({ bytes: FILE.subarray(0, 7000) }), range);
  expect((await statusOf(sandbox, videoId)).ingest.status).toBe('uploading');
});

it.each([
  ['C:\\x\\y.mp4', 'y.mp4'],
  ['a/b.mp4', 'b.mp4'],
  ['/home/editor/rushes/day 1.mp4', 'day 1.mp4'],
  ['..\\..\\secret\\c.mp4', 'c.mp4'],
  ['\\\\server\\share/mixed\\d.mp4', 'd.mp4'],
  ['plain.mp4', 'plain.mp4'],
  ['folder/', 'upload'],
])('takes the title from a file name without its folders: %s', async (name, title) => {
  const sandbox = await runSandbox();
  const { token } = (await call(sandbox, 'POST', '/upload-tokens', {})).json;
  const { json } = await send(sandbox, `/upload?token=${token}`, form({ bytes: FILE, name }));
  expect(json.title).toBe(title);
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

  it('say so: a second file, an unknown video, a range that is none', async ({ sandbox }) => {
    const path = `/videos/${await emptyVideo(sandbox)}/source`;
    const nonsense = await send(sandbox, path, form({ bytes: FILE }), { 'Content-Range': 'all of it' });
    expect(nonsense).toMatchObject({ status: 400, json: { name: 'Content-Range' } });
    await send(sandbox, path, form({ bytes: FILE }));
    const second = await send(sandbox, path, form({ bytes: FILE }));
    expect(second.json.type.split('/').at(-1)).toBe('video-source-already-uploaded');
    expect((await send(sandbox, '/videos/viNone/source', form({ bytes: FILE }))).status).toBe(404);
  });

  it('say so: the slower of two at the same time', async ({ sandbox }) => {
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
