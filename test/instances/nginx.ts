import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from '../helpers/site.js';

/** Whether this machine has nginx; tests that need it skip where it is missing. */
export const hasNginx = spawnSync('nginx', ['-v']).status === 0;

const DOCUMENTED = join(ROOT, 'integration/docs/several-machines/nginx.conf');

const around = (server: string) => `
daemon off;
pid nginx.pid;
error_log error.log;
events {}
http {
  access_log access.log;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  ${server}
}
`;

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const open = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return open;
}

/** nginx with the documented configuration, on other ports. */
export async function startNginx(port: number, instances: readonly number[]) {
  await mkdir(join(ROOT, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.tmp', 'nginx-'));
  const documented = await readFile(DOCUMENTED, 'utf8');
  const server = instances
    .reduce((text, own, index) => text.replace(`127.0.0.1:${4321 + index} `, `127.0.0.1:${own} `), documented)
    .replace('listen 8080', `listen 127.0.0.1:${port}`);
  await writeFile(join(folder, 'nginx.conf'), around(server));
  const child = spawn('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], { stdio: 'ignore' });
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(await readFile(join(folder, 'error.log'), 'utf8'));
    await wait(20);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    logs: async () =>
      (
        await Promise.all(['access.log', 'error.log'].map((name) => readFile(join(folder, name), 'utf8')))
      ).join(''),
    async stop() {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
