import { connect } from 'node:net';

/** Sends bytes as they are, and gives back all that came until the other side was done or the time was over. */
export async function sendRaw(
  url: string,
  bytes: string | Uint8Array,
  bound: number,
): Promise<{ status: number; text: string; closed: boolean }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk;
  });
  // A reset ends a connection as well as any other way.
  socket.on('error', () => {});
  const { promise: over, resolve } = Promise.withResolvers<boolean>();
  socket.on('close', () => resolve(true));
  const timer = setTimeout(() => resolve(false), bound);
  socket.write(bytes);
  const closed = await over;
  clearTimeout(timer);
  socket.destroy();
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text, closed };
}
