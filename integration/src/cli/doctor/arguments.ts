import { parseArgs } from 'node:util';
import { isVideoId } from '../../contract/video-id.js';
import { UsageError } from '../usage-error.js';

/** `vitrine doctor`, as the command line says it. */
export interface DoctorArguments {
  help: boolean;
  json: boolean;
  /** The private video whose tokens may be tried. */
  video?: string;
  /** Tokens may be tried without asking. */
  yes: boolean;
  /** The origin the site will have, sent as `Origin` and `Referer`. */
  site?: string;
  /** Custom domains, as in the option `hosts`. */
  hosts: string[];
}

export const DOCTOR_HELP = `Usage: vitrine doctor [options]

Asks api.video what its documentation leaves open. Reads APIVIDEO_API_KEY and APIVIDEO_API_URL from the environment
or .env. Without --video it looks at key, environment, quota and lists, and mints no token.

  --video <id>     Also try tokens of this private video. Mints a few and uses them up; touches no other video.
  --yes            Do not ask for confirmation before that.
  --site <origin>  The origin of your site, such as https://www.example.com, sent as a browser sends it.
  --host <host>    A custom domain of yours at api.video, as in the option \`hosts\`. May be repeated.
  --json           Print JSON.
  --help           Print this.

Exit code: 0 if nothing has to change, 1 if something has to, 2 for wrong usage, 3 if api.video gave no usable answer.`;

/** Unknown flags and bad values throw a `UsageError`. */
export function parseDoctorArguments(argv: string[]): DoctorArguments {
  const { video, site, host = [], yes = false, json = false, help = false } = parse(argv);
  if (video !== undefined && !isVideoId(video)) {
    throw new UsageError('--video takes the id of a video, such as vi4k0jvEUuaTdRAEjQ4Jfrgz.');
  }
  return {
    help,
    json,
    yes,
    hosts: host,
    ...(video !== undefined && { video }),
    ...(site !== undefined && { site: originOf(site) }),
  };
}

function originOf(site: string): string {
  if (URL.canParse(site) && /^https?:/.test(site)) return new URL(site).origin;
  throw new UsageError('--site takes an origin, such as https://www.example.com.');
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        video: { type: 'string' },
        site: { type: 'string' },
        host: { type: 'string', multiple: true },
        yes: { type: 'boolean', short: 'y' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UsageError(`${error.message} See vitrine doctor --help.`);
  }
}
