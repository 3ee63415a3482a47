import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What a command is answered with, as it goes over the wire; undefined for silence. */
export type Answer = (command: readonly string[]) => string | undefined;

/** The commands at the beginning of some bytes, and what is left of these. */
function readCommands(text: string): { commands: string[][]; rest: string } {
  const commands: string[][] = [];
  let at = 0;
  for (;;) {
    let next = at;
    const line = () => {
      const end = text.indexOf('\r\n', next);
      if (end < 0) return undefined;
      const read = text.slice(next + 1, end);
      next = end + 2;
      return Number(read);
    };
    const parts: string[] = [];
    const count = line();
    for (let part = 0; part < (count ?? 0); part++) {
      const length = line();
      if (length === undefined || text.length < next + length + 2) return { commands, rest: text.slice(at) };
      parts.push(text.slice(next, next + length));
      next += length + 2;
    }
    if (count === undefined) return { commands, rest: text.slice(at) };
    commands.push(parts);
    at = next;
  }
}

/** Answers as Redis does, as far as limits ask. */
export function countingAnswer(): Answer {
  const counts = new Map<string, number>();
  return ([name = '', ...given]) => {
    switch (name.toUpperCase()) {
      case 'HELLO':
        return '%1\r\n+proto\r\n:3\r\n';
      case 'EVAL': {
        const [, , key = '', points] = given;
        const count = (counts.get(key) ?? 0) + Number(points);
        counts.set(key, count);
        return `*2\r\n:${count}\r\n:60000\r\n`;
      }
      case 'GET': {
        const count = counts.get(given[0] ?? '');
        return count === undefined ? '_\r\n' : `+${count}\r\n`;
      }
      case 'PTTL':
        return ':60000\r\n';
      default:
        return '+OK\r\n';
    }
  };
}

/** A server that speaks the protocol of Redis and answers as a test wants it to. */
export async function startFakeRedis(answer: Answer = countingAnswer()) {
  const sockets = new Set<Socket>();
  const fake = {
    url: '',
    answer,
    /** Connections so far. */
    connections: 0,
    /** Commands so far. */
    commands: 0,
    open: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
  const server = createServer((socket) => {
    fake.connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      const { commands, rest } = readCommands(text + chunk);
      text = rest;
      for (const command of commands) {
        fake.commands++;
        const reply = fake.answer(command);
        if (reply !== undefined) socket.write(reply, 'latin1');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.url = `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

export type FakeRedis = Awaited<ReturnType<typeof startFakeRedis>>;
