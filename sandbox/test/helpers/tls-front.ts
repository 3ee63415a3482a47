import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

/** HTTPS in front of a server without, for clients that speak nothing else. Its certificate is its own. */
export async function startTlsFront() {
  const seen: { method: string; path: string; headers: IncomingMessage['headers'] }[] = [];
  let target = '';
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    seen.push({ method, path, headers });
    const onward = request(target + path, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What came in since `leadTo` was last called. */
    seen,
    leadTo(origin: string) {
      target = origin;
      seen.length = 0;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type TlsFront = Awaited<ReturnType<typeof startTlsFront>>;
