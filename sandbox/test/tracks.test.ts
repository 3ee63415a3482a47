import { describe, expect } from 'vitest';
import { captionsOf } from '../src/catalogue/captions.js';
import { it } from './helpers/fixtures.js';
import { call } from './helpers/run-sandbox.js';
import { bytes, emptyVideo, form, send } from './helpers/upload-files.js';

describe('captions and chapters', () => {
  const vtt = Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n');

  it('are kept by language, and private ones need the session of their video', async ({ sandbox }) => {
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

  it('refuse languages that are none', async ({ sandbox }) => {
    const videoId = await emptyVideo(sandbox);
    const detail = async (language: string) =>
      (await call(sandbox, 'GET', `/videos/${videoId}/captions/${language}`)).json.detail;
    expect(await detail('f1')).toContain('only letters and dashes');
    expect(await detail('qqq')).toBe('The "language" attribute is not valid.');
  });

  it('of chapters have their own files', async ({ sandbox }) => {
    const videoId = await emptyVideo(sandbox);
    const path = `/videos/${videoId}/chapters/en`;
    const { json } = await send(sandbox, path, form({ bytes: vtt, name: 'en.vtt' }));
    expect(json).toMatchObject({ uri: path, language: 'en' });
    expect(await bytes(json.src)).toEqual(vtt);
    expect((await call(sandbox, 'GET', `/videos/${videoId}/chapters`)).json.data).toEqual([json]);
    expect((await call(sandbox, 'DELETE', path)).status).toBe(204);
    expect((await fetch(json.src)).status).toBe(404);
  });

  it('come with some of the catalogue, in two languages', async ({ sandbox }) => {
    const [talk] = (await call(sandbox, 'GET', '/videos?title=Second Glance')).json.data;
    const { data } = (await call(sandbox, 'GET', `/videos/${talk.videoId}/captions`)).json;
    expect(data).toMatchObject([
      { srclang: 'en', default: false },
      { srclang: 'fr', default: false },
    ]);
  });

  it('of the catalogue are WebVTT that covers the whole clip', () => {
    const [english] = captionsOf({ en: ['One.', 'Two.', 'Three.'] }).values();
    expect(english?.vtt).toBe(
      [
        'WEBVTT\n',
        '00:00:00.000 --> 00:00:02.000\nOne.\n',
        '00:00:02.000 --> 00:00:04.000\nTwo.\n',
        '00:00:04.000 --> 00:00:06.000\nThree.\n',
      ].join('\n'),
    );
  });
});
