import { type Sandbox, startSandbox } from '../sandbox/index.js';
import { parseSandboxArguments, SANDBOX_HELP } from './sandbox-arguments.js';

/** `vitrine sandbox`: runs until it is interrupted. */
export async function sandboxCommand(argv: string[]): Promise<void> {
  const { help, quiet, options } = parseSandboxArguments(argv);
  if (help) return console.log(SANDBOX_HELP);
  const sandbox = await startSandbox(options);
  console.log(quiet ? sandbox.apiUrl : greeting(sandbox));
  const stop = () => sandbox.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const greeting = ({ apiUrl, mediaUrl, embedUrl, env }: Sandbox) => `A local api.video is running.

  API    ${apiUrl}
  media  ${mediaUrl}
  embed  ${embedUrl}

For a client's .env:

${Object.entries(env)
  .map(([name, value]) => `  ${name}=${value}`)
  .join('\n')}

Ctrl+C ends it.`;
