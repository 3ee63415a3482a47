// Loaded before anything else of the built server: written for any Node that can load a module, and for other runtimes.
import { nodeTooOld } from '../contract/node-version.js';

const { versions, env } = typeof process === 'object' ? process : {};

const message = versions && nodeTooOld(versions);
if (message) {
  // The end of the path alone: what comes before may be spelled differently, where a link leads to it.
  const server = new URL('..', import.meta.url).pathname.split('/').slice(-3).join('/');
  const program = encodeURI((process.argv[1] || '').replace(/\\/g, '/'));
  // Where another program imports the server, ending it is not ours.
  if (program.indexOf(server) < 0) throw new Error(message);
  console.error(message);
  process.exit(1);
}

// The client is large, and the first visitor should not wait for it; where it is missing, limits say so. Not by `import`,
// which would have to be awaited here: programs could no longer `require` the server.
if (env?.VITRINE_REDIS_URL) {
  try {
    process.getBuiltinModule('node:module').createRequire(import.meta.url)('@redis/client');
  } catch {}
}
