// Builds the demo site against a local sandbox of api.video and serves it as it would run in production.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { startSandbox } from 'api-video-sandbox';

const HOST = '127.0.0.1';

function readPort(name, fallback) {
  const text = process.env[name] ?? String(fallback);
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`${name} must be a port number from 0 to 65535.`);
}

/** Fails early, before a build of half a minute ends in a server that cannot listen. */
async function requireFree(port, name) {
  const server = createServer();
  server.listen(port, HOST);
  try {
    await once(server, 'listening');
  } catch {
    throw new Error(
      `Port ${port} is taken. Stop what uses it, or choose another: ${name}=${port + 10} npm run demo`,
    );
  } finally {
    server.close();
  }
}

function run(args, env) {
  return spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } });
}

async function main() {
  const port = readPort('PORT', 4321);
  const sandboxPort = readPort('SANDBOX_PORT', 7070);
  await requireFree(port, 'PORT');
  await requireFree(sandboxPort, 'SANDBOX_PORT');

  const sandbox = await startSandbox({ apiPort: sandboxPort });
  const env = { ...sandbox.env, ASTRO_TELEMETRY_DISABLED: '1' };
  console.log(`Sandbox of api.video on ${sandbox.apiUrl}`);

  const [code] = await once(run(['node_modules/astro/bin/astro.mjs', 'build'], env), 'exit');
  if (code !== 0) {
    await sandbox.close();
    process.exitCode = code ?? 1;
    return;
  }

  const server = run(['dist/server/entry.mjs'], { ...env, HOST, PORT: String(port) });
  const stop = () => server.kill('SIGTERM');
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (port !== 0) console.log(`\nThe demo is at http://${HOST}:${port}/ (Ctrl+C ends it)\n`);
  await once(server, 'exit');
  await sandbox.close();
}

main().catch((error) => {
  console.error(`\nThe demo could not start. ${error.message}`);
  process.exitCode = 1;
});
