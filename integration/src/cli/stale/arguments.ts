import { parseArgs } from 'node:util';
import { UsageError } from '../usage-error.js';

/** `vitrine stale`, as the command line says it. */
export interface StaleArguments {
  help: boolean;
  json: boolean;
  /** Look only at videos that pages show or galleries would find. */
  shown: boolean;
  /** The file that the last build left. */
  state: string;
}

const STATE = 'node_modules/.astro/vitrine-build.json';

export const STALE_HELP = `Usage: vitrine stale [options]

Tells whether a build would change the site, with one read of api.video, so that a cron job or a webhook can say:

  npx vitrine stale && npm run build

Run it in the folder of the site. Reads APIVIDEO_API_KEY and APIVIDEO_API_URL from the environment or .env, and what the
last build left in Astro's cache folder. Changes of the site's own files are not looked at.

  --shown          Look only at videos that galleries and <Video> show, and those that a gallery would find now.
  --state <file>   What the last build left, if it is elsewhere. Default: ${STATE}
  --json           Print JSON.
  --help           Print this.

Exit code: 0 if a build would change something (or it cannot be told in one read, or no build is known), 1 if it would
change nothing, 2 if it cannot be told: no key, a wrong one, api.video away, or wrong usage.`;

/** Unknown flags throw a `UsageError`. */
export function parseStaleArguments(argv: string[]): StaleArguments {
  const { help = false, json = false, shown = false, state = STATE } = parse(argv);
  if (!state) throw new UsageError('--state takes the path of a vitrine-build.json.');
  return { help, json, shown, state };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        shown: { type: 'boolean' },
        state: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UsageError(`${error.message} See vitrine stale --help.`);
  }
}
