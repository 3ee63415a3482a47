import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { answered } from './answered.js';
import { type Answer, BodyTooLarge, type Handler, type Incoming } from './exchange.js';

/** A server that answers with `handler`. */
export function createHandlerServer(handler: Handler): Server {
  const server = createServer(async (request, response) => {
    const answer = await answered(() => handler(incoming(request)));
    send(request, response, answer);
  });
  // Longer than clients keep idle connections: none should meet one that is just being closed.
  server.keepAliveTimeout = 65_000;
  return server;
}

function incoming(request: IncomingMessage): Incoming {
  return {
    method: request.method ?? 'GET',
    // The base only completes the path: which origin was meant is known by the port.
    url: new URL(`http://sandbox${request.url?.startsWith('/') ? request.url : '/'}`),
    headers: request.headers,
    async body(limit) {
      const chunks: Buffer[] = [];
      let size = 0;
      // The connection is kept when the loop ends early: an answer has still to go out.
      for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > limit) throw new BodyTooLarge(`More than ${limit} bytes.`);
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    },
  };
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { status, headers, body, manner } = answer;
  if (manner?.kind === 'silent') return;
  if (manner?.kind === 'cut') {
    request.socket.destroy();
    return;
  }
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const length = bytes
    ? { 'content-length': bytes.byteLength }
    : status === 204
      ? {}
      : { 'content-length': 0 };
  response.writeHead(status, { ...headers, ...length });
  if (!bytes || request.method === 'HEAD') response.end();
  else if (manner) void dribble(response, bytes, manner.milliseconds);
  else response.end(bytes);
}

const PIECES = 10;

/** A body in equal pieces, so that a client sees the beginning long before the end. */
async function dribble(response: ServerResponse, bytes: Uint8Array, milliseconds: number): Promise<void> {
  const size = Math.max(1, Math.ceil(bytes.byteLength / PIECES));
  for (let at = 0; at < bytes.byteLength && !response.destroyed; at += size) {
    response.write(bytes.subarray(at, at + size));
    await delay(milliseconds / PIECES);
  }
  response.end();
}
