import { startSandbox } from 'api-video-sandbox';
import type { TestProject } from 'vitest/node';
import { startHttpServer } from '../../sandbox/test/helpers/http-server.js';
import { buildSite, createSite, removeSite } from './site.js';

/** The demo as it was built once, for tests that only read it. */
export interface BuiltDemo {
  folder: string;
  output: string;
  /** The hosts of the sandbox it was built with. */
  hosts: string[];
  /** What that sandbox had issued by then. */
  secrets: string[];
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for the built demo. */
    demoService: string;
  }
}

/** The hosts that a build writes into pages and server code. */
export const hostsOf = ({ apiUrl, mediaUrl, embedUrl }: Record<'apiUrl' | 'mediaUrl' | 'embedUrl', string>) =>
  [apiUrl, mediaUrl, embedUrl].map((url) => new URL(url).host);

async function buildDemo(): Promise<BuiltDemo> {
  const sandbox = await startSandbox({ limits: false });
  const folder = await createSite('demo');
  try {
    const output = await buildSite(folder, sandbox.env);
    return { folder, output, hosts: hostsOf(sandbox), secrets: Object.values(sandbox.issued()).flat() };
  } finally {
    await sandbox.close();
  }
}

/** Builds the demo when the first test file asks for it, and gives the same one to all. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let demo: Promise<BuiltDemo> | undefined;
  const server = await startHttpServer(async (_request, response) => {
    demo ??= buildDemo();
    await demo.then(
      (built) => response.end(JSON.stringify(built)),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  project.provide('demoService', server.url);
  return async () => {
    await server.close();
    const built = await demo?.catch(() => undefined);
    if (built) await removeSite(built.folder);
  };
}
