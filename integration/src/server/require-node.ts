import { nodeTooOld } from '../shared/node-version.js';

// Loaded before anything else of the built server: written for any Node that can load a module, and for other runtimes.
const message = typeof process === 'object' && process.versions ? nodeTooOld(process.versions) : undefined;

if (message) {
  // The end of the path alone: what comes before may be spelled differently, where a link leads to it.
  const server = new URL('..', import.meta.url).pathname.split('/').slice(-3).join('/');
  const program = encodeURI((process.argv[1] || '').replace(/\\/g, '/'));
  // Where another program imports the server, ending it is not ours.
  if (program.indexOf(server) < 0) throw new Error(message);
  console.error(message);
  process.exit(1);
}
