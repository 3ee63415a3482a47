import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './site.js';

interface Message {
  id?: number;
  method?: string;
  params?: { items?: unknown[] };
  result?: unknown;
}

const { resolve } = createRequire(createRequire(import.meta.url).resolve('@astrojs/check'));
const SERVER = join(dirname(resolve('@astrojs/language-server/package.json')), 'bin/nodeServer.js');
const HEAD_END = '\r\n\r\n';

/** Asks Astro's language server, as editors do, what it offers in a page of a site, with this text, at each empty pair of quotes. */
export async function offeredInPage(site: string, path: string, text: string): Promise<string[][]> {
  const child = spawn(process.execPath, [SERVER, '--stdio'], {
    cwd: site,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting = new Map<number, (result: unknown) => void>();
  let received = Buffer.alloc(0);
  let asked = 0;
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}${HEAD_END}${body}`);
  };
  const ask = (method: string, params: object) =>
    new Promise<unknown>((answered) => {
      waiting.set(++asked, answered);
      send({ id: asked, method, params });
    });
  const take = ({ id, method, params, result }: Message) => {
    if (id === undefined) return;
    if (method) send({ id, result: params?.items?.map(() => null) ?? null });
    else waiting.get(id)?.(result);
  };
  child.stdout.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (let end = received.indexOf(HEAD_END); end >= 0; end = received.indexOf(HEAD_END)) {
      const from = end + HEAD_END.length;
      const to = from + Number(/Content-Length: (\d+)/.exec(received.toString('latin1', 0, end))?.[1]);
      if (received.length < to) return;
      const message = JSON.parse(received.toString('utf8', from, to)) as Message;
      received = received.subarray(to);
      take(message);
    }
  });

  try {
    const rootUri = pathToFileURL(site).href;
    const uri = pathToFileURL(join(site, path)).href;
    await ask('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'site' }],
      capabilities: {},
      initializationOptions: { typescript: { tsdk: join(ROOT, 'node_modules/typescript/lib') } },
    });
    send({ method: 'initialized', params: {} });
    const textDocument = { uri, languageId: 'astro', version: 1, text };
    send({ method: 'textDocument/didOpen', params: { textDocument } });
    const offered: string[][] = [];
    for (const [line, code] of text.split('\n').entries()) {
      const quotes = code.indexOf('""');
      if (quotes < 0) continue;
      const position = { line, character: quotes + 1 };
      const found = (await ask('textDocument/completion', { textDocument: { uri }, position })) as {
        items: { label: string }[];
      };
      offered.push(found.items.map(({ label }) => label).sort());
    }
    return offered;
  } finally {
    child.kill();
  }
}
