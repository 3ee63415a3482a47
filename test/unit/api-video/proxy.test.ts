import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { startHttpServer } from '../../../sandbox/test/helpers/http-server.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');
const TYPESCRIPT = pathToFileURL(join(root, 'sandbox/scripts/typescript-imports.mjs')).href;
const CLIENT = pathToFileURL(join(root, 'integration/src/api-video/client.ts')).href;

/** Reads a video and opens a session, each once, and prints what came of it. */
const PROGRAM = `
  const { createClient } = await import(${JSON.stringify(CLIENT)});
  const { API, MEDIA, PREPARE } = process.env;
  if (PREPARE === 'dispatcher') await dispatchByHand();
  else if (PREPARE) (await import('node:http'))[PREPARE]();
  const client = createClient({ apiKey: 'key', apiUrl: API, retry: { attempts: 1, longestWait: 0 }, timeout: 5000 });
  const said = (promise) => promise.then(() => 'answered', ({ reason }) => reason);
  const video = { kind: 'vod', id: 'vi1', token: 'T1' };
  /** What \`setGlobalDispatcher\` does: here with an agent that connects in a way of its own, as for certificates. */
  async function dispatchByHand() {
    const { connect } = await import('node:net');
    await fetch(API).then((answer) => answer.text());
    const names = [1, 2].map((version) => Symbol.for('undici.globalDispatcher.' + version));
    const { constructor: Agent } = names.map((name) => globalThis[name]).find(Boolean);
    const agent = new Agent({
      connect({ hostname, port }, connected) {
        const socket = connect(Number(port), hostname, () => connected(null, socket));
        console.log(hostname + ':' + port);
      },
    });
    for (const name of names) globalThis[name] = agent;
  }
  console.log(await said(client.getVideo('vi1')), await said(client.openSession(MEDIA, video)));
`;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function answering(body: object): Promise<string> {
  const { url, close } = await startHttpServer((_request, response) => response.end(JSON.stringify(body)));
  closing.push(close);
  return url;
}

/** A forward proxy: passes on what is for this machine, and refuses the rest. */
async function startProxy() {
  const hosts = new Set<string>();
  const proxy = createServer((incoming, outgoing) => {
    hosts.add(new URL(incoming.url ?? '').host);
    const { method, headers } = incoming;
    request(incoming.url ?? '', { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    }).end();
  });
  const sockets = new Set<{ destroy(): void }>();
  proxy.on('connect', (incoming, socket) => {
    const host = incoming.url ?? '';
    hosts.add(host);
    sockets.add(socket);
    socket.on('error', () => {});
    if (!host.startsWith('127.0.0.1:')) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const upstream = connect(Number(host.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    sockets.add(upstream.on('error', () => {}));
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    proxy.closeAllConnections();
    proxy.close();
  });
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, hosts };
}

async function calls(variables: Record<string, string>, flags: string[] = []): Promise<string> {
  const inherited = Object.entries(process.env).filter(([name]) => !/proxy|^NODE_OPTIONS$/i.test(name));
  const { stdout } = await run(
    process.execPath,
    ['--import', TYPESCRIPT, ...flags, '--input-type=module', '--eval', PROGRAM],
    { cwd: root, env: { ...Object.fromEntries(inherited), ...variables } },
  );
  return stdout.trim();
}

type Case = [string, { variables?: Record<string, string>; flags?: string[]; through: 'both' | 'neither' }];
const PROXY = '<the proxy>';
const CASES: Case[] = [
  ['nothing is set', { through: 'neither' }],
  ['a proxy is named that Node is not to use', { variables: { HTTP_PROXY: PROXY }, through: 'neither' }],
  [
    'NODE_USE_ENV_PROXY is set',
    { variables: { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: PROXY }, through: 'both' },
  ],
  ['… in lower case', { variables: { NODE_USE_ENV_PROXY: '1', http_proxy: PROXY }, through: 'both' }],
  ['… without a proxy', { variables: { NODE_USE_ENV_PROXY: '1' }, through: 'neither' }],
  [
    '… and NO_PROXY names the hosts',
    { variables: { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: PROXY, NO_PROXY: '127.0.0.1' }, through: 'neither' },
  ],
  [
    '--use-env-proxy is given',
    { variables: { HTTP_PROXY: PROXY }, flags: ['--use-env-proxy'], through: 'both' },
  ],
  [
    '… in NODE_OPTIONS',
    { variables: { HTTP_PROXY: PROXY, NODE_OPTIONS: '--use-env-proxy' }, through: 'both' },
  ],
  [
    'the site asks for it while it runs',
    { variables: { HTTP_PROXY: PROXY, PREPARE: 'setGlobalProxyFromEnv' }, through: 'both' },
  ],
];

it.each(CASES)(
  'reads and sessions go the same way: %s',
  async (_when, { variables = {}, flags, through }) => {
    const api = await answering({ videoId: 'vi1' });
    const media = await answering({ session_token: 'S1' });
    const { url, hosts } = await startProxy();
    const set = Object.entries(variables).map(([name, value]) => [name, value === PROXY ? url : value]);
    expect(await calls({ API: api, MEDIA: media, ...Object.fromEntries(set) }, flags)).toBe(
      'answered answered',
    );
    expect([...hosts]).toEqual(through === 'both' ? [api, media].map((origin) => new URL(origin).host) : []);
  },
);

it('asks HTTPS_PROXY for the hosts of both', async () => {
  const { url, hosts } = await startProxy();
  const said = await calls({
    API: 'https://api.invalid',
    MEDIA: 'https://media.invalid',
    NODE_USE_ENV_PROXY: '1',
    HTTPS_PROXY: url,
  });
  expect([said, ...hosts]).toEqual(['unavailable unavailable', 'api.invalid:443', 'media.invalid:443']);
});

it('goes by the agent that the site gave to setGlobalDispatcher', async () => {
  const api = await answering({ videoId: 'vi1' });
  const media = await answering({ session_token: 'S1' });
  const said = await calls({ API: api, MEDIA: media, PREPARE: 'dispatcher' });
  expect(said.split('\n')).toEqual([new URL(api).host, new URL(media).host, 'answered answered']);
});
