/** The colours of six fields of a picture, as CSS writes them, row by row. */
export type Preview = readonly string[];

/** By the ids of videos. */
export type Previews = ReadonlyMap<string, Preview>;

/** `vitrine.css` lays them out. */
const COLUMNS = 3;
const ROWS = 2;
export const FIELDS = COLUMNS * ROWS;

/** What pictures are made to before their colours are taken: a frame's usual shape, and whole pixels to each field. */
export const SAMPLE = { width: 96, height: 54 } as const;

const CHANNELS = 3;

const hex = (value: number) => Math.round(value).toString(16).padStart(2, '0');

/** The mean colour of each field of a sample: red, green and blue of one pixel after the other. */
export function previewOf(pixels: Uint8Array): Preview | undefined {
  const { width, height } = SAMPLE;
  if (pixels.length !== width * height * CHANNELS) return undefined;
  const sums = new Float64Array(FIELDS * CHANNELS);
  for (let at = 0; at < pixels.length; at++) {
    const pixel = Math.floor(at / CHANNELS);
    const column = Math.floor(((pixel % width) * COLUMNS) / width);
    const row = Math.floor((Math.floor(pixel / width) * ROWS) / height);
    const sum = (row * COLUMNS + column) * CHANNELS + (at % CHANNELS);
    sums[sum] = (sums[sum] as number) + (pixels[at] as number);
  }
  const pixelsInField = (width * height) / FIELDS;
  return Array.from({ length: FIELDS }, (_, field) => {
    const from = field * CHANNELS;
    return `#${Array.from(sums.subarray(from, from + CHANNELS), (sum) => hex(sum / pixelsInField)).join('')}`;
  });
}

/** The drawing of a preview: colours alone, which no policy on styles or pictures forbids; `vitrine.css` does the rest. */
export const previewSvg = (preview: Preview): string =>
  `<svg>${preview.map((colour) => `<rect fill="${colour}"/>`).join('')}</svg>`;
