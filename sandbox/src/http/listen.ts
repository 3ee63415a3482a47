import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on 127.0.0.1 and gives the origin. A taken port is named in the error, with what to do about it. */
export function listen(server: Server, port: number, what: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, port, what)));
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error');
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

function explained(error: NodeJS.ErrnoException, port: number, what: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `The sandbox cannot serve its ${what}: port ${port} is taken by another program. ` +
        'Stop that program, choose another port, or use port 0 for a free one.',
      { cause: error },
    );
  }
  return new Error(`The sandbox cannot serve its ${what} on port ${port} (${error.code}).`, { cause: error });
}

/** Stops listening and ends open connections. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
