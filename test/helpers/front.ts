import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A server in front of a site: it sees every request and can cut them off, alike for every browser. It takes `Secure` off cookies, as WebKit keeps none of these on plain http, loopback included.
 */
export async function startFront(site: string) {
  const paths: string[] = [];
  let cut: string | undefined;

  function forward(from: IncomingMessage, to: ServerResponse): void {
    const path = from.url ?? '';
    if (cut !== undefined && path.includes(cut)) {
      from.destroy();
      return;
    }
    paths.push(path);
    const upstream = request(site + path, { method: from.method, headers: from.headers }, (answer) => {
      const cookies = answer.headers['set-cookie']?.map((cookie) => cookie.replace(/;\s*secure/i, ''));
      to.writeHead(answer.statusCode ?? 502, {
        ...answer.headers,
        ...(cookies && { 'set-cookie': cookies }),
      });
      answer.pipe(to);
    });
    upstream.on('error', () => to.destroy());
    to.on('close', () => upstream.destroy());
    from.pipe(upstream);
  }

  const server = createServer(forward);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How many requests were made for paths that contain a text. */
    count: (text: string) => paths.filter((path) => path.includes(text)).length,
    /** Ends connections, until `mend()`, as soon as they ask for a path that contains a text. */
    cut(text = '') {
      cut = text;
    },
    mend() {
      cut = undefined;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
