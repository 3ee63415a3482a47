import { readFileSync } from 'node:fs';
import { type Fault, parseFaults, type Sandbox, startSandbox } from '../sandbox/index.js';
import { parseSandboxArguments, SANDBOX_HELP } from './sandbox-arguments.js';
import { UsageError } from './usage-error.js';

/** `vitrine sandbox`: runs until it is interrupted. */
export async function sandboxCommand(argv: string[]): Promise<void> {
  const { help, quiet, options, faults } = parseSandboxArguments(argv);
  if (help) return console.log(SANDBOX_HELP);
  const sandbox = await startSandbox({ ...options, ...(faults && { faults: readFaults(faults) }) });
  console.log(quiet ? sandbox.apiUrl : greeting(sandbox));
  const stop = () => sandbox.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function readFaults(path: string): Fault[] {
  try {
    return parseFaults(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new UsageError(`--faults: ${error instanceof Error ? error.message : 'the file cannot be read.'}`);
  }
}

const greeting = ({ apiUrl, mediaUrl, embedUrl, liveUrl, env }: Sandbox) => `A local api.video is running.

  API    ${apiUrl}
  media  ${mediaUrl}
  embed  ${embedUrl}
  live   ${liveUrl}
  admin  ${apiUrl}/_sandbox

For a client's .env:

${Object.entries(env)
  .map(([name, value]) => `  ${name}=${value}`)
  .join('\n')}

Ctrl+C ends it.`;
