// Serves the built site, and ends without cutting anybody off: `node --env-file-if-exists=.env server.mjs`.
process.env.ASTRO_NODE_AUTOSTART = 'disabled';

/** Milliseconds for requests under way to be answered; whatever starts this server should wait a little longer. */
const LAST_CALL = 25_000;

const { startServer } = await import('./dist/server/entry.mjs');
const { server, done } = startServer();

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    server.server.close();
    // Connections that are kept alive fall idle one by one, each after its last answer.
    setInterval(() => server.server.closeIdleConnections(), 200).unref();
    setTimeout(() => server.server.closeAllConnections(), LAST_CALL).unref();
  });
}

await done;
// Connections to Redis and api.video would keep the process; nobody needs them any more.
process.exit(0);
