// Runs a built site as a child of a test, which may ask over IPC how it is. Usage: node --expose-gc observed-server.mjs <entry.mjs>
import { pathToFileURL } from 'node:url';

let rejections = 0;
process.on('unhandledRejection', () => {
  rejections++;
});
process.on('message', () => {
  globalThis.gc();
  process.send({ heap: process.memoryUsage().heapUsed, rejections });
});
// Without its parent it has no reason to live.
process.on('disconnect', () => process.exit());

const { startServer } = await import(pathToFileURL(process.argv[2]));
startServer();
