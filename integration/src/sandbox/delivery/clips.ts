import { readFileSync } from 'node:fs';
import { type Fragments, fragmentsOf } from './boxes.js';

/** The sandbox's own clips; `scripts/make-media.mjs` draws them. Files are read when they are first asked for. */
const MEDIA = new URL('../media/', import.meta.url);

export interface Rendition {
  quality: string;
  width: number;
  height: number;
  file: Buffer;
  fragments: Fragments;
  /** Seconds each segment lasts. */
  durations: number[];
}

/** A keyframe, and so a fragment, every two seconds: fixed by the script. */
const SEGMENT_SECONDS = 2;

const files = new Map<string, Buffer>();
const renditions = new Map<string, Rendition>();

function read(name: string): Buffer {
  const known = files.get(name);
  if (known) return known;
  const file = readFileSync(new URL(name, MEDIA));
  files.set(name, file);
  return file;
}

export const clipThumbnail = (clip: string): Buffer => read(`${clip}.jpg`);

export const clipMp4 = (clip: string): Buffer => read(`${clip}.mp4`);

/** The HLS renditions, the smaller first. */
export const clipRenditions = (clip: string): Rendition[] => [
  rendition(`${clip}-360p.mp4`, '360p', 640, 360),
  rendition(`${clip}.mp4`, '720p', 1280, 720),
];

function rendition(name: string, quality: string, width: number, height: number): Rendition {
  const known = renditions.get(name);
  if (known) return known;
  const file = read(name);
  const fragments = fragmentsOf(file);
  const fresh = {
    quality,
    width,
    height,
    file,
    fragments,
    durations: fragments.segments.map(() => SEGMENT_SECONDS),
  };
  renditions.set(name, fresh);
  return fresh;
}
