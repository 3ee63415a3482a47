import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readEnvironment } from '../astro/environment.js';
import { examineBuild } from '../last-build/examine-build.js';
import { siteAccess } from './site-access.js';
import { parseStaleArguments, STALE_HELP, type StaleArguments } from './stale/arguments.js';
import { exitCodeOf, jsonFailure, jsonReport, textReport } from './stale/stale-report.js';

/** `vitrine stale`: whether a build would change the site, in the exit code and in a line. */
export async function staleCommand(argv: string[]): Promise<void> {
  const told = parseStaleArguments(argv);
  if (told.help) return console.log(STALE_HELP);
  try {
    await tell(told);
  } catch (error) {
    // Nothing but a good answer may end with 0 or 1: scripts go by it.
    const message = error instanceof Error ? error.message : String(error);
    if (told.json) console.log(jsonFailure(message));
    console.error(`vitrine: It cannot be told whether a build would change the site. ${message}`);
    process.exitCode = 2;
  }
}

async function tell({ json, shown, state }: StaleArguments): Promise<void> {
  const environment = readEnvironment(process.cwd(), 'production');
  const examined = await examineBuild({
    access: siteAccess(environment),
    astroKey: environment.ASTRO_KEY,
    file: pathToFileURL(resolve(state)),
    fileName: state,
    onlyShown: shown,
  });
  console.log(json ? jsonReport(examined) : textReport(examined));
  process.exitCode = exitCodeOf(examined);
}
