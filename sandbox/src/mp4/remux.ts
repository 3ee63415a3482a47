import { box, fullBox, u32, u64 } from './box-writer.js';
import { boxes, findBox } from './boxes.js';
import { readTracks, type Sample, type Track } from './samples.js';

/** A file in the form HLS wants. */
export interface Fragmented {
  init: Buffer;
  segments: Buffer[];
  /** Seconds of each segment. */
  durations: number[];
}

const MIN_SECONDS = 2;

/** Cuts an ordinary mp4 at its keyframes, without decoding; nothing when it has no video to cut by. */
export function fragmented(file: Buffer): Fragmented | undefined {
  const tracks = readTracks(file).filter(
    ({ kind, samples }) => /^(vide|soun)$/.test(kind) && samples.length > 0,
  );
  const video = tracks.find(({ kind }) => kind === 'vide');
  if (!video || tracks.some(({ samples }) => samples.some(({ offset, size }) => offset + size > file.length)))
    return undefined;
  const cuts = [...cutTimes(video), Math.max(...tracks.map(endOf))];
  const segments = cuts.slice(0, -1).map((from, index) => {
    const parts = tracks.map((track) => ({ track, samples: between(track, from, cuts[index + 1] ?? from) }));
    return segment(
      file,
      index + 1,
      parts.filter(({ samples }) => samples.length > 0),
    );
  });
  return {
    init: initSegment(file, tracks),
    segments,
    durations: segments.map((_, index) => (cuts[index + 1] ?? 0) - (cuts[index] ?? 0)),
  };
}

/** Seconds at which segments begin. */
function cutTimes({ samples, timescale }: Track): number[] {
  const cuts = [0];
  for (const { sync, time } of samples) {
    const seconds = time / timescale;
    if (sync && seconds - (cuts.at(-1) ?? 0) >= MIN_SECONDS) cuts.push(seconds);
  }
  return cuts;
}

/** The second a track ends; sound may outlast the picture. */
function endOf({ samples, timescale }: Track): number {
  const last = samples.at(-1);
  return ((last?.time ?? 0) + (last?.duration ?? 0)) / timescale;
}

const between = ({ samples, timescale }: Track, from: number, to: number) =>
  samples.filter(({ time }) => time / timescale >= from && time / timescale < to);

interface Part {
  track: Track;
  samples: Sample[];
}

function segment(file: Buffer, sequence: number, parts: Part[]): Buffer {
  const data = parts.map(({ samples }) =>
    Buffer.concat(samples.map(({ offset, size }) => file.subarray(offset, offset + size))),
  );
  const header = (base: number) => {
    let offset = base;
    const trafs = parts.map((part, index) => {
      const made = trackFragment(part, offset);
      offset += data[index]?.length ?? 0;
      return made;
    });
    return box('moof', fullBox('mfhd', 0, 0, u32(sequence)), ...trafs);
  };
  // Offsets count from the start of `moof`; its own size does not depend on them.
  return Buffer.concat([header(header(0).length + 8), box('mdat', ...data)]);
}

const SYNC = 0x02000000;
const NOT_SYNC = 0x01010000;

function trackFragment({ track, samples }: Part, dataOffset: number): Buffer {
  const rows = samples.map(({ duration, size, sync, composition }) =>
    u32(duration, size, sync ? SYNC : NOT_SYNC, composition),
  );
  return box(
    'traf',
    fullBox('tfhd', 0, 0x020000, u32(track.id)),
    fullBox('tfdt', 1, 0, u64(samples[0]?.time ?? 0)),
    fullBox('trun', 1, 0xf01, u32(samples.length, dataOffset), ...rows),
  );
}

/** The movie header with empty sample tables, and the word that fragments follow. */
function initSegment(file: Buffer, tracks: Track[]): Buffer {
  const movie = findBox(file, 'moov');
  const kept = movie ? copied(file, movie.content, movie.end) : [];
  const defaults = tracks.map(({ id }) => fullBox('trex', 0, 0, u32(id, 1, 0, 0, 0)));
  const brands = Buffer.from('iso5\0\0\0\x01iso5iso6mp41', 'latin1');
  return Buffer.concat([box('ftyp', brands), box('moov', ...kept, box('mvex', ...defaults))]);
}

const CONTAINERS = new Set(['trak', 'mdia', 'minf', 'stbl']);
const EMPTIED: Record<string, Buffer> = {
  stts: fullBox('stts', 0, 0, u32(0)),
  stsc: fullBox('stsc', 0, 0, u32(0)),
  stsz: fullBox('stsz', 0, 0, u32(0, 0)),
  stco: fullBox('stco', 0, 0, u32(0)),
  co64: fullBox('stco', 0, 0, u32(0)),
};
const DROPPED = new Set(['ctts', 'stss', 'sdtp', 'sbgp', 'sgpd', 'udta']);

function copied(file: Buffer, from: number, to: number): Buffer[] {
  return [...boxes(file, from, to)].flatMap(({ type, start, content, end }) => {
    if (DROPPED.has(type)) return [];
    if (CONTAINERS.has(type)) return [box(type, ...copied(file, content, end))];
    return [EMPTIED[type] ?? file.subarray(start, end)];
  });
}
