import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { SAMPLE } from './preview.js';

/** Brings a picture to the size of a sample, as red, green and blue; undefined for what is no picture. */
export type Sampler = (bytes: Uint8Array) => Promise<Uint8Array | undefined>;

/** What is used of sharp, which is no dependency of ours: Astro brings it to most sites. */
type Sharp = (bytes: Uint8Array, options: { limitInputPixels: number }) => SharpImage;

interface SharpImage {
  resize(width: number, height: number, options: { fit: 'cover' }): SharpImage;
  toColourspace(space: 'srgb'): SharpImage;
  removeAlpha(): SharpImage;
  raw(): { toBuffer(): Promise<Uint8Array> };
}

/** More than any picture of a video has: a small file may hold a huge one. */
const MOST_PIXELS = 50_000_000;

/** Where sharp is: the site's own, else the one beside its Astro. */
function sharpFile(root: URL): string {
  const fromSite = createRequire(new URL('package.json', root));
  try {
    return fromSite.resolve('sharp');
  } catch {
    return createRequire(fromSite.resolve('astro/package.json')).resolve('sharp');
  }
}

/** Samples by the sharp of a site; undefined where there is none that works on this machine. */
export async function siteSharp(root: URL): Promise<Sampler | undefined> {
  let sharp: Sharp;
  try {
    sharp = (await import(pathToFileURL(sharpFile(root)).href)).default;
  } catch {
    return undefined;
  }
  return async (bytes) => {
    try {
      return await sharp(bytes, { limitInputPixels: MOST_PIXELS })
        .resize(SAMPLE.width, SAMPLE.height, { fit: 'cover' })
        .toColourspace('srgb')
        .removeAlpha()
        .raw()
        .toBuffer();
    } catch {
      return undefined;
    }
  };
}
