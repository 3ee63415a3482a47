type Colour = [red: number, green: number, blue: number];

/**
 * A baseline JPEG (ITU-T T.81) of flat 8x8 blocks: only each block's mean is coded, so no transform is needed.
 * Quantisation is 1, hence a block's value is eight times its level.
 */
export function flatBlocksJpeg(
  columns: number,
  rows: number,
  colour: (column: number, row: number) => Colour,
): Buffer {
  const bits = bitWriter();
  const previous = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (const [component, level] of ycc(colour(column, row)).entries()) {
        const value = Math.round(level * 8);
        writeDifference(bits, value - (previous[component] ?? 0));
        previous[component] = value;
      }
    }
  }
  return Buffer.concat([header(columns * 8, rows * 8), bits.end(), Buffer.from([0xff, 0xd9])]);
}

/** Brightness and two colour differences, around 0. */
const ycc = ([red, green, blue]: Colour): [number, number, number] => [
  0.299 * red + 0.587 * green + 0.114 * blue - 128,
  -0.1687 * red - 0.3313 * green + 0.5 * blue,
  0.5 * red - 0.4187 * green - 0.0813 * blue,
];

/** The size of a difference has a code of four bits, then come its bits; one zero bit ends the block. */
function writeDifference(bits: ReturnType<typeof bitWriter>, difference: number): void {
  const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
  bits.write(size, 4);
  if (size > 0) bits.write(difference < 0 ? difference + 2 ** size - 1 : difference, size);
  bits.write(0, 1);
}

function bitWriter() {
  const bytes: number[] = [];
  let pending = 0;
  let count = 0;
  const push = (byte: number) => {
    bytes.push(byte);
    if (byte === 0xff) bytes.push(0);
  };
  function write(value: number, length: number): void {
    for (let bit = length - 1; bit >= 0; bit--) {
      pending = (pending << 1) | ((value >> bit) & 1);
      if (++count === 8) {
        push(pending);
        pending = 0;
        count = 0;
      }
    }
  }
  return {
    write,
    end() {
      while (count !== 0) write(1, 1);
      return Buffer.from(bytes);
    },
  };
}

const segment = (marker: number, ...content: number[]) => [0xff, marker, 0, content.length + 2, ...content];

/** Three components without subsampling; means by twelve codes of four bits, details by "end of block" alone. */
function header(width: number, height: number): Buffer {
  const ones = (count: number) => Array.from({ length: count }, () => 1);
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  return Buffer.from([
    0xff,
    0xd8,
    ...segment(0xdb, 0, ...ones(64)),
    ...segment(0xc0, 8, ...size, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0),
    ...segment(
      0xc4,
      0x00,
      0,
      0,
      0,
      12,
      ...Array.from({ length: 12 }, () => 0),
      ...Array.from({ length: 12 }, (_, i) => i),
    ),
    ...segment(0xc4, 0x10, 1, ...Array.from({ length: 15 }, () => 0), 0),
    ...segment(0xda, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0),
  ]);
}
