import { describe, expect, it } from 'vitest';
import * as csp from '../../../integration/src/astro/csp.js';
import { spliceDirectives } from '../../../integration/src/astro/internals/csp-splice.js';

const SANDBOX = 'http://127.0.0.1:7070';

const extendDirectives = (
  directives: readonly string[],
  hosts: readonly string[],
  apiUrl: string | undefined,
  analytics = true,
) => csp.extendDirectives(directives, hosts, apiUrl, analytics);

/** The sources of each directive. */
const sourcesOf = (directives: readonly string[]) =>
  Object.fromEntries(
    directives.map((directive) => directive.split(' ')).map(([name, ...rest]) => [name, rest]),
  );

describe('directives that a site restricts', () => {
  it('let in what galleries need, each what it is for', () => {
    const extended = sourcesOf(
      extendDirectives(
        ["img-src 'self'", "frame-src 'self'", "media-src 'self'", "connect-src 'self'"],
        [],
        undefined,
      ),
    );
    const media = ['https://vod.api.video', 'https://cdn.api.video', 'https://live.api.video'];
    expect(extended).toEqual({
      'img-src': ["'self'", ...media],
      'frame-src': ["'self'", 'https://embed.api.video'],
      'media-src': ["'self'", ...media, 'blob:'],
      'connect-src': ["'self'", ...media, 'https://collector.api.video'],
    });
  });

  it('let the collector in only where plays are told', () => {
    for (const directive of ["default-src 'self'", "connect-src 'self'"]) {
      expect(extendDirectives([directive], [], undefined)[0]).toContain('https://collector.api.video');
      expect(extendDirectives([directive], [], undefined, false)[0]).not.toContain('collector');
    }
  });

  it('are extended where they stand alone for all others', () => {
    const [only, ...more] = extendDirectives(["default-src 'self'"], [], undefined);
    expect(more).toEqual([]);
    expect(only).toContain("default-src 'self' ");
    expect(only).toContain('https://embed.api.video');
    expect(only).toContain('https://vod.api.video');
    expect(only).not.toContain('blob:');
  });

  it('win over the one for all others, which keeps out what it has no need for', () => {
    const { 'child-src': frames, 'default-src': rest } = sourcesOf(
      extendDirectives(["default-src 'self'", "child-src 'self'"], [], undefined),
    );
    expect(frames).toEqual(["'self'", 'https://embed.api.video']);
    expect(rest).not.toContain('https://embed.api.video');
  });

  it('take the hosts of the `hosts` option, and loopback only for a sandbox', () => {
    const [own] = extendDirectives(["img-src 'self'"], ['media.example.com'], undefined);
    expect(own).toContain('https://media.example.com');
    expect(own).not.toContain('http://');
    expect(extendDirectives(["img-src 'self'"], [], SANDBOX)[0]).toContain('http://127.0.0.1:*');
    expect(extendDirectives(["img-src 'self'"], [], 'https://ws.api.video')[0]).not.toContain('127.0.0.1');
  });

  it("lose their 'none', which counts only alone", () => {
    expect(extendDirectives(["frame-src 'none'"], [], undefined)).toEqual([
      'frame-src https://embed.api.video',
    ]);
  });

  it('hold no source twice', () => {
    const once = extendDirectives(["default-src 'self'", 'img-src https://vod.api.video'], [], SANDBOX);
    expect(extendDirectives(once, [], SANDBOX)).toEqual(once);
  });
});

describe('what a site does not restrict', () => {
  it('stays free: no directive is added', () => {
    expect(extendDirectives([], [], SANDBOX)).toEqual([]);
    expect(extendDirectives(["object-src 'none'", "font-src 'self'"], [], SANDBOX)).toEqual([
      "object-src 'none'",
      "font-src 'self'",
    ]);
  });

  it.each([true, false])('nor is a policy made of csp: %s', (csp) => {
    expect(() => spliceDirectives(csp, (directives) => directives)).not.toThrow();
  });
});

it('changes the site’s own list', () => {
  const directives = ["img-src 'self'"];
  spliceDirectives({ directives }, (own) => extendDirectives(own, [], undefined));
  expect(directives).toHaveLength(1);
  expect(directives[0]).toContain('https://vod.api.video');
});
