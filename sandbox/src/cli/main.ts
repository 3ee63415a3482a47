import { readFileSync } from 'node:fs';
import { type Fault, parseFaults, type Sandbox, startSandbox } from '../index.js';
import { helpFor, parseSandboxArguments } from './arguments.js';
import { UsageError } from './usage-error.js';

/** Runs until it is interrupted. `name` is what the command was called as: it stands in help and in messages. */
export async function main(argv: string[], name = 'api-video-sandbox'): Promise<void> {
  try {
    await run(argv, name);
  } catch (error) {
    console.error(error instanceof Error ? `${name}: ${error.message}` : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

async function run(argv: string[], name: string): Promise<void> {
  const { help, quiet, options, faults } = parseSandboxArguments(argv);
  if (help) return console.log(helpFor(name));
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
