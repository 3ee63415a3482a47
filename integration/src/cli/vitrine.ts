#!/usr/bin/env node
import { UsageError } from './usage-error.js';

/** One entry per subcommand: what help says, and what runs. Each is loaded alone: all but the sandbox bring Vite along. */
const commands: Record<string, { summary: string; run(argv: string[]): Promise<void> }> = {
  sandbox: {
    summary: 'Start a local api.video, for development and tests without an account.',
    run: async (argv) => (await import('api-video-sandbox/cli')).main(argv, 'vitrine sandbox'),
  },
  doctor: {
    summary: 'Check key, quota and tokens at api.video, and answer what its documentation leaves open.',
    run: async (argv) => (await import('./doctor-command.js')).doctorCommand(argv),
  },
  stale: {
    summary:
      'Tell by one read of api.video whether a build would change the site, for deploy hooks and cron.',
    run: async (argv) => (await import('./stale-command.js')).staleCommand(argv),
  },
};

const help = () =>
  [
    'Usage: vitrine <command> [options]',
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`),
    '',
    'Run `vitrine <command> --help` to see the options of a command.',
  ].join('\n');

async function main([name, ...argv]: string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === '-h') return console.log(help());
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    throw new UsageError(
      `There is no command "${name}". The commands are ${new Intl.ListFormat('en').format(Object.keys(commands))}.`,
    );
  await command.run(argv);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? `vitrine: ${error.message}` : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
