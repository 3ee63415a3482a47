import { describe, expect, it } from 'vitest';
import { type Json, runSandbox } from './helpers/run-sandbox.js';
import { bytes, emptyVideo, FILE, form, read, send, statusOf } from './helpers/upload-files.js';

/** The fixture with other codec names in its sample descriptions. */
function renamed(...names: [from: string, to: string][]): Buffer {
  const file = Buffer.from(FILE);
  for (const [from, to] of names) file.write(to, file.indexOf(from, file.indexOf('stsd')), 'latin1');
  return file;
}

const startingWith = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(2000, 7)]);

async function uploaded(file: Uint8Array) {
  const sandbox = await runSandbox({ encodingTime: 0 });
  const videoId = await emptyVideo(sandbox);
  await send(sandbox, `/videos/${videoId}/source`, form({ bytes: file, name: 'file' }));
  const [{ encoding, ingest }, { assets }] = [await statusOf(sandbox, videoId), await read(sandbox, videoId)];
  return { encoding, ingest, assets };
}

describe('an upload', () => {
  it.each([
    ['WebM or Matroska', startingWith('1a45dfa39f4286')],
    ['Ogg', startingWith('4f67675300')],
    ['AVI', startingWith('524946460000000041564920')],
    ['Flash Video', startingWith('464c560105')],
    ['Windows Media', startingWith('3026b2758e66cf11')],
    ['MPEG program stream', startingWith('000001ba44')],
    ['mp4 with HEVC', renamed(['avc1', 'hvc1'])],
    ['mp4 with sound that browsers do not play', renamed(['mp4a', 'ac-3'])],
  ])('that only an encoder could show plays as one of the clips: %s', async (_what, file) => {
    const { encoding, ingest, assets } = await uploaded(file);
    expect(ingest).toMatchObject({ status: 'uploaded', filesize: file.length });
    expect(encoding).toMatchObject({
      playable: true,
      qualities: [
        { type: 'hls', quality: '720p', status: 'encoded' },
        { type: 'mp4', quality: '720p', status: 'encoded' },
      ],
      metadata: { width: 1280, height: 720, duration: 6, videoCodec: 'h264', audioCodec: 'aac' },
    });
    expect((await bytes(assets.hls)).toString()).toContain('RESOLUTION=1280x720,CODECS="avc1.');
    expect((await bytes(assets.mp4)).subarray(4, 8).toString()).toBe('ftyp');
  });

  it.each([
    ['text', Buffer.from('no video')],
    ['nothing', Buffer.alloc(0)],
    ['an mp4 that was cut off', FILE.subarray(0, FILE.length - 5000)],
    ['the beginning of an mp4', FILE.subarray(0, 32)],
    [
      'an mp4 without a header',
      Buffer.concat([FILE.subarray(0, FILE.readUInt32BE(0)), startingWith('00000010')]),
    ],
  ])('that nobody could show fails to encode, and has no HLS: %s', async (_what, file) => {
    const { encoding, assets } = await uploaded(file);
    expect(encoding.playable).toBe(false);
    expect(encoding.qualities.map(({ status }: Json) => status)).toEqual(['failed', 'failed']);
    expect((await fetch(assets.hls)).status).toBe(404);
    expect((await fetch(assets.mp4)).status).toBe(404);
  });
});
