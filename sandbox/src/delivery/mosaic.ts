import { createHash } from 'node:crypto';
import { flatBlocksJpeg } from './jpeg.js';

const COLUMNS = 160;
const ROWS = 90;

/**
 * The thumbnail of an upload: 1280x720, colours blended between four corners that the file's bytes and the second
 * decide. The sandbox decodes no video.
 */
export function mosaic(file: Buffer, second: number): Buffer {
  const hash = createHash('sha256').update(file).update(String(second)).digest();
  const corner = (index: number) => [0, 1, 2].map((channel) => 40 + ((hash[index * 3 + channel] ?? 0) % 190));
  const [topLeft, topRight, bottomLeft, bottomRight] = [corner(0), corner(1), corner(2), corner(3)];
  const blend = (column: number, row: number, channel: number) => {
    const [x, y] = [column / (COLUMNS - 1), row / (ROWS - 1)];
    const at = (values: number[] | undefined) => values?.[channel] ?? 0;
    return (
      (at(topLeft) * (1 - x) + at(topRight) * x) * (1 - y) +
      (at(bottomLeft) * (1 - x) + at(bottomRight) * x) * y
    );
  };
  return flatBlocksJpeg(COLUMNS, ROWS, (column, row) => [
    blend(column, row, 0),
    blend(column, row, 1),
    blend(column, row, 2),
  ]);
}
