import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type SiteOptions, siteTest } from './fixtures.js';
import { childEnvironment, ROOT, type RunningSite, type Variables } from './site.js';

/** How a server is: its heap in bytes right after a full collection, and rejections that nobody handled so far. */
export interface Health {
  heap: number;
  rejections: number;
}

export interface ObservedSite extends RunningSite {
  health: () => Promise<Health>;
  /** Whether it still runs. */
  alive: () => boolean;
}

/** Serves a built site in a process whose heap and rejections can be watched. */
async function serveObserved(site: string, variables: Variables): Promise<ObservedSite> {
  const child = fork(join(ROOT, 'test/helpers/observed-server.mjs'), [join(site, 'dist/server/entry.mjs')], {
    cwd: site,
    execArgv: ['--expose-gc'],
    env: childEnvironment({ HOST: '127.0.0.1', PORT: '0', ASTRO_NODE_AUTOSTART: 'disabled', ...variables }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    child.emit('output');
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const port = () => output.match(/listening on\s+https?:\/\/[^:\s]+:(\d+)/)?.[1];
  while (!port()) {
    if (child.exitCode !== null) throw new Error(`The site did not start:\n${output}`);
    await Promise.race([once(child, 'output'), once(child, 'close')]);
  }
  return {
    pid: child.pid as number,
    url: `http://127.0.0.1:${port()}`,
    output: () => output,
    alive: () => child.exitCode === null && child.signalCode === null,
    async health() {
      child.send('health');
      const [answer] = await once(child, 'message');
      return answer as Health;
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}

/** Tests around a site of a file's own whose process can be watched. */
export const observedTest = (options: SiteOptions) =>
  siteTest(options).extend('site', { scope: 'file' }, async ({ built, sandbox }, { onCleanup }) => {
    const site = await serveObserved(built.folder, sandbox.env);
    onCleanup(site.close);
    return site;
  });
