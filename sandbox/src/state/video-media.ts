/** What a video has to show. */
export type VideoMedia =
  /** Made, without a file. */
  | { kind: 'empty' }
  /** One of the sandbox's own clips: encoded since ever. */
  | { kind: 'clip'; clip: string }
  /** Some parts of an upload have arrived. */
  | { kind: 'uploading'; parts: UploadParts }
  /** Being fetched from a URL. */
  | { kind: 'ingesting' }
  /** A whole file; `arrivedAt` (ms) starts the encoding. An upload keeps in which pieces it came. */
  | { kind: 'file'; file: Buffer; arrivedAt: number; by: 'upload' | 'url'; received?: Received }
  /** The URL could not be fetched. */
  | { kind: 'failed' };

/** Parts in the order they are joined: by number, or by first byte. `total` is known once a part says so. */
export interface UploadParts {
  unit: 'part' | 'bytes';
  received: Map<number, Buffer>;
  total: number | null;
}

/** What has arrived of an upload, in its order, without the bytes. */
export interface Received {
  unit: 'part' | 'bytes';
  pieces: { at: number; size: number }[];
  total: number | null;
}

export const receivedOf = ({ unit, received, total }: UploadParts): Received => ({
  unit,
  pieces: [...received].map(([at, { length: size }]) => ({ at, size })).sort((a, b) => a.at - b.at),
  total,
});

/** What a file sent in one piece has received. */
export const receivedWhole = (size: number): Received => ({
  unit: 'bytes',
  pieces: size > 0 ? [{ at: 0, size }] : [],
  total: size,
});

/** The file, once nothing is missing. */
export function joined({ unit, received, total }: UploadParts): Buffer | undefined {
  if (total === null) return undefined;
  const sorted = [...received].sort(([a], [b]) => a - b);
  let expected = unit === 'part' ? 1 : 0;
  for (const [at, bytes] of sorted) {
    if (at !== expected) return undefined;
    expected += unit === 'part' ? 1 : bytes.length;
  }
  const complete = unit === 'part' ? expected > total : expected >= total;
  return complete ? Buffer.concat(sorted.map(([, bytes]) => bytes)) : undefined;
}

/** Bytes that were uploaded and are kept. */
export function bytesOf(media: VideoMedia): number {
  if (media.kind === 'file') return media.file.length;
  if (media.kind !== 'uploading') return 0;
  return [...media.parts.received.values()].reduce((sum, part) => sum + part.length, 0);
}
