/** A body that is still coming in. */
export interface Body {
  /** False once the body is larger than it may be. */
  add(chunk: Uint8Array): boolean;
  bytes(): Buffer;
}

/** Collects a body of at most `limit` bytes, copied together: a list of chunks costs a hundred bytes for a chunk of one. */
export function createBody(limit: number): Body {
  let held: Uint8Array = new Uint8Array(0);
  let size = 0;
  return {
    add(chunk) {
      const total = size + chunk.byteLength;
      if (total > limit) return false;
      if (size === 0) held = chunk;
      else {
        if (total > held.byteLength) {
          const larger = Buffer.allocUnsafeSlow(Math.min(limit, Math.max(total, 2 * held.byteLength)));
          larger.set(held.subarray(0, size));
          held = larger;
        }
        held.set(chunk, size);
      }
      size = total;
      return true;
    },
    bytes: () => Buffer.from(held.buffer, held.byteOffset, size),
  };
}

/**
 * Reads a body as it comes out of its compression, and no further than `limit` bytes: what is left is given up together
 * with its connection. Undefined for a body that is larger.
 */
export async function readBody(response: Response, limit: number): Promise<Buffer | undefined> {
  const body = createBody(limit);
  if (!response.body) return body.bytes();
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return body.bytes();
    if (!body.add(value)) {
      await reader.cancel();
      return undefined;
    }
  }
}
