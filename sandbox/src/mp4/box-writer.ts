/** Big-endian numbers and boxes (ISO/IEC 14496-12), to be joined. */

export const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4);
  return bytes;
};

export const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};

export function box(type: string, ...contents: Uint8Array[]): Buffer {
  const size = contents.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([u32(size), Buffer.from(type, 'latin1'), ...contents]);
}

/** A box that begins with version and flags. */
export const fullBox = (type: string, version: number, flags: number, ...contents: Uint8Array[]): Buffer =>
  box(type, u32((version << 24) | flags), ...contents);
