import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { childEnvironment, type Variables } from '../helpers/site.js';

export interface Instance {
  /** Everything it has printed. */
  output: () => string;
  /** Ends it, and gives its exit code; null where a signal ended it at once. */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
}

/** One instance of a built site, by the demo's `server.mjs`, on a port of its own. */
export async function startInstance(folder: string, port: number, variables: Variables): Promise<Instance> {
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: folder,
    env: childEnvironment({ HOST: '127.0.0.1', PORT: String(port), ...variables }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    child.emit('output');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  while (!output.includes('listening on')) {
    if (child.exitCode !== null) throw new Error(`An instance did not start:\n${output}`);
    await Promise.race([once(child, 'output'), once(child, 'close')]);
  }
  return {
    output: () => output,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
      return child.exitCode;
    },
  };
}
