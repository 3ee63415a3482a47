import { parseArgs } from 'node:util';
import { parseSwitches, type SandboxOptions } from '../index.js';
import { UsageError } from './usage-error.js';

/** What the command line asks for. */
export interface SandboxArguments {
  help: boolean;
  quiet: boolean;
  options: SandboxOptions;
  /** A file with a fault plan. */
  faults?: string;
}

/** `name` is what the command was called as. */
export const helpFor = (name: string) => `Usage: ${name} [options]

  --port <number>      API port; media, embed page, the media host's older name and live media take
                       the next four. 0 takes free ports. Default 4600.
  --videos <number>    Videos in the catalogue. Default 24.
  --latency <ms>       Milliseconds a call of the API or /session takes. Default 0.
  --seed <number>      Makes tokens and new ids repeatable.
  --key <text>         The API key to accept. Default vitrine-sandbox-key.
  --no-limits          Never answer 429.
  --problem-json       Send errors as application/problem+json, which older official clients wait for.
  --faults <file>      A JSON file with what goes wrong, such as [{ "kind": "status", "times": 3 }].
  --set <name=value>   Any other switch, its value as JSON; may be repeated: --set sessionTtl=5
  --quiet              Print the API's origin only.
  --help               Print this.`;

const DEFAULT_PORT = 4600;

/** Unknown flags and bad values throw a `UsageError` that names the flag, never the value given for a key. */
export function parseSandboxArguments(argv: string[]): SandboxArguments {
  const {
    port,
    videos,
    latency,
    seed,
    key,
    limits,
    'problem-json': problemJson,
    faults,
    set = [],
    help = false,
    quiet = false,
  } = parse(argv);
  const apiPort = whole('port', port, 65_531) ?? DEFAULT_PORT;
  const next = (offset: number) => (apiPort === 0 ? 0 : apiPort + offset);
  return {
    help,
    quiet,
    ...defined('faults', faults),
    options: {
      apiPort,
      mediaPort: next(1),
      embedPort: next(2),
      cdnPort: next(3),
      livePort: next(4),
      ...defined('videos', whole('videos', videos, 1_000_000)),
      ...defined('latency', whole('latency', latency, 600_000)),
      ...defined('seed', whole('seed', seed, Number.MAX_SAFE_INTEGER)),
      ...defined('apiKey', key),
      ...(limits === false && { limits }),
      ...defined('problemJson', problemJson),
      ...switches(set),
    },
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowNegative: true,
      options: {
        port: { type: 'string' },
        videos: { type: 'string' },
        latency: { type: 'string' },
        seed: { type: 'string' },
        key: { type: 'string' },
        limits: { type: 'boolean' },
        'problem-json': { type: 'boolean' },
        faults: { type: 'string' },
        set: { type: 'string', multiple: true },
        quiet: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UsageError(`${error.message.replace(/\.?$/, '.')} See --help.`);
  }
}

/** `name=value` pairs; a value that is no JSON is text. */
function switches(pairs: string[]) {
  const given = pairs.map((pair) => {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
    if (!name || value === undefined) throw new UsageError('--set takes name=value.');
    return [name, fromJson(value)];
  });
  try {
    return parseSwitches(Object.fromEntries(given));
  } catch (error) {
    throw new UsageError(`--set: ${(error as Error).message}`);
  }
}

function fromJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function whole(flag: string, value: string | undefined, max: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value) && Number(value) <= max) return Number(value);
  throw new UsageError(`--${flag} takes a whole number from 0 to ${max}.`);
}

const defined = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, Value>>;
