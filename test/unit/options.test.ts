import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../integration/src/options.js';

const message = (options: unknown) => {
  try {
    parseOptions(options);
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the options', () => {
  it('are all optional', () => {
    expect(parseOptions(undefined)).toEqual({
      path: '/galleries',
      collections: { videos: 'videos', galleries: 'galleries' },
      authorizeTimeout: 3,
      limits: { requests: 300, reads: 120, total: 30_000, instances: 1 },
      pages: true,
      live: false,
      heading: true,
      thumbnails: 'token',
      previews: true,
      embeds: true,
      perPage: 60,
      filter: 20,
      open: 'dialog',
      player: 'embed',
      resume: true,
      analytics: true,
      labels: {},
      pool: { perVideo: 50, total: 5000, maxAgeMinutes: 60 },
      hosts: [],
    });
    expect(parseOptions({ collections: { videos: 'films' } }).collections).toEqual({
      videos: 'films',
      galleries: 'galleries',
    });
  });

  it('say what is wrong, path by path', () => {
    expect(
      message({ path: 'galleries/', hosts: ['https://vod.example.com/x'], pages: 'no', colections: {} }),
    ).toMatchInlineSnapshot(`
      "The options of vitrine() are not valid:
        vitrine.path: write a path such as "/galleries": a slash at its start, none at its end
        vitrine.pages: Invalid input: expected boolean, received string
        vitrine.hosts.0: write a host name such as "videos.example.com", without https:// and without a path
        vitrine: there is no option "colections""
    `);
  });

  it('never repeat a value: it may be a key', () => {
    const secret = 'sk_live_secret';
    expect(message({ path: secret, hosts: [`${secret}/`], layout: 42, pages: secret })).not.toContain(secret);
    expect(message({ collections: { videos: '' } })).toContain('vitrine.collections.videos');
  });
});
