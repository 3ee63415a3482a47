import { type Box, boxes, findBox } from './boxes.js';
import { type Codec, readCodec } from './codecs.js';

/** One frame, or one packet of sound. */
export interface Sample {
  offset: number;
  size: number;
  /** In the track's timescale. */
  time: number;
  duration: number;
  /** From decoding to showing. */
  composition: number;
  sync: boolean;
}

export interface Track {
  id: number;
  kind: string;
  timescale: number;
  /** Nothing for one that browsers do not play. */
  codec: Codec | undefined;
  /** None in a fragmented file. */
  samples: Sample[];
}

/** The tracks of a file, with every sample's place where it is not fragmented (ISO/IEC 14496-12, 8.6 and 8.7). */
export function readTracks(file: Buffer): Track[] {
  return trackBoxes(file).flatMap((trak) => {
    const handler = findBox(file, 'mdia/hdlr', trak);
    const table = findBox(file, 'mdia/minf/stbl', trak);
    const clock = readClock(file, trak);
    if (!clock || !handler || !table) return [];
    const kind = file.toString('latin1', handler.content + 8, handler.content + 12);
    const description = findBox(file, 'stsd', table);
    const codec = description && readCodec(file, description);
    return [{ ...clock, kind, codec, samples: readSamples(file, table) }];
  });
}

/** Ticks a second, by track id. */
export const readTimescales = (file: Buffer): Map<number, number> =>
  new Map(
    trackBoxes(file).flatMap((trak) => {
      const clock = readClock(file, trak);
      return clock ? [[clock.id, clock.timescale] as const] : [];
    }),
  );

function trackBoxes(file: Buffer): Box[] {
  const movie = findBox(file, 'moov');
  return movie ? [...boxes(file, movie.content, movie.end)].filter(({ type }) => type === 'trak') : [];
}

/** Id and timescale; both headers hold longer dates in version 1. */
function readClock(file: Buffer, trak: Box): { id: number; timescale: number } | undefined {
  const header = findBox(file, 'tkhd', trak);
  const mediaHeader = findBox(file, 'mdia/mdhd', trak);
  if (!header || !mediaHeader) return undefined;
  const number = ({ content }: Box) => file.readUInt32BE(content + (file[content] === 1 ? 20 : 12));
  return { id: number(header), timescale: number(mediaHeader) };
}

function readSamples(file: Buffer, table: Box): Sample[] {
  const sizes = readSizes(file, findBox(file, 'stsz', table));
  const offsets = readOffsets(file, table, sizes);
  const durations = runs(file, findBox(file, 'stts', table), sizes.length);
  const compositions = runs(file, findBox(file, 'ctts', table), sizes.length);
  const syncBox = findBox(file, 'stss', table);
  const sync = syncBox && new Set(numbers(file, syncBox, 1).map(([number]) => number));
  let time = 0;
  return sizes.map((size, index) => {
    const duration = durations[index] ?? 0;
    const composition = (compositions[index] ?? 0) | 0;
    const sample = {
      offset: offsets[index] ?? 0,
      size,
      time,
      duration,
      composition,
      sync: sync?.has(index + 1) ?? true,
    };
    time += duration;
    return sample;
  });
}

/** Rows of `columns` numbers after a box's version, flags and count. */
function numbers(file: Buffer, box: Box | undefined, columns: number): number[][] {
  if (!box) return [];
  const count = Math.min(
    file.readUInt32BE(box.content + 4),
    Math.floor((box.end - box.content - 8) / (columns * 4)),
  );
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: columns }, (_, column) =>
      file.readUInt32BE(box.content + 8 + (row * columns + column) * 4),
    ),
  );
}

/** Pairs of "how many, which value", spread out over as many samples as there are. */
function runs(file: Buffer, box: Box | undefined, samples: number): number[] {
  const values: number[] = [];
  for (const [count = 0, value = 0] of numbers(file, box, 2)) {
    for (let left = Math.min(count, samples - values.length); left > 0; left--) values.push(value);
  }
  return values;
}

/** No more than the file has bytes: every sample has one at least. */
function readSizes(file: Buffer, box: Box | undefined): number[] {
  if (!box) return [];
  const same = file.readUInt32BE(box.content + 4);
  const count = file.readUInt32BE(box.content + 8);
  const fits = Math.min(count, same > 0 ? file.length : Math.floor((box.end - box.content - 12) / 4));
  return Array.from({ length: fits }, (_, index) => same || file.readUInt32BE(box.content + 12 + index * 4));
}

/** Samples lie one after another in chunks; `stsc` tells how many a chunk holds, from which chunk on. */
function readOffsets(file: Buffer, table: Box, sizes: number[]): number[] {
  const short = numbers(file, findBox(file, 'stco', table), 1).map(([offset = 0]) => offset);
  const chunks =
    short.length > 0
      ? short
      : numbers(file, findBox(file, 'co64', table), 2).map(([high = 0, low = 0]) => high * 2 ** 32 + low);
  const layout = numbers(file, findBox(file, 'stsc', table), 3);
  const offsets: number[] = [];
  let entry = 0;
  for (const [index, chunk] of chunks.entries()) {
    while ((layout[entry + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= index + 1) entry += 1;
    let offset = chunk;
    for (let inChunk = 0; inChunk < (layout[entry]?.[1] ?? 0); inChunk++) {
      const size = sizes[offsets.length];
      if (size === undefined) return offsets;
      offsets.push(offset);
      offset += size;
    }
  }
  return offsets;
}
