import type { Limits, Switches } from './options.js';

const isSeconds = (value: unknown) => typeof value === 'number' && value >= 0;
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isOneOf =
  (...allowed: unknown[]) =>
  (value: unknown) =>
    allowed.includes(value);
const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;

function isLimits(value: unknown): value is Limits {
  if (value === false) return true;
  if (typeof value !== 'object' || value === null) return false;
  const { reads, writes, uploads, ...rest } = value as Record<string, unknown>;
  return [reads, writes, uploads].every(isCount) && Object.keys(rest).length === 0;
}

/** What Node sends as a header. */
export const isHeaderValue = (value: unknown) => typeof value === 'string' && /^[\x20-\x7e]+$/.test(value);

const isHosts = (value: unknown) =>
  value === null || (Array.isArray(value) && value.every((host) => typeof host === 'string'));

/** Which values a switch takes, and how to say so. */
const rules: Record<keyof Switches, { accepts(value: unknown): boolean; takes: string }> = {
  sessionTtl: { accepts: isSeconds, takes: 'seconds' },
  privateTokenTtl: { accepts: isSeconds, takes: 'seconds, or null for no end' },
  accessTokenTtl: { accepts: isSeconds, takes: 'seconds' },
  limits: { accepts: isLimits, takes: 'false, or { reads, writes, uploads } a minute' },
  latency: { accepts: isSeconds, takes: 'milliseconds' },
  tokens: { accepts: isOneOf('fresh', 'until-used'), takes: '"fresh" or "until-used"' },
  listTokens: { accepts: isBoolean, takes: 'true or false' },
  revokeOlder: { accepts: isBoolean, takes: 'true or false' },
  usedTokenStatus: { accepts: isOneOf(403, 404, 410), takes: '403, 404 or 410' },
  minPageSize: {
    accepts: (value) => isCount(value) && Number(value) >= 1 && Number(value) <= 100,
    takes: '1 to 100',
  },
  assetHost: { accepts: isOneOf('vod', 'cdn'), takes: '"vod" or "cdn"' },
  mp4: { accepts: isBoolean, takes: 'true or false' },
  assets: { accepts: isBoolean, takes: 'true or false' },
  encodingTime: { accepts: isSeconds, takes: 'seconds' },
  encodingStatus: { accepts: isOneOf(202, 404), takes: '202 or 404' },
  allowedReferrers: { accepts: isHosts, takes: 'a list of hosts, or null' },
  allowEmptyReferrer: { accepts: isBoolean, takes: 'true or false' },
  webhookPause: { accepts: isSeconds, takes: 'milliseconds' },
  links: { accepts: isOneOf('relative', 'absolute'), takes: '"relative" or "absolute"' },
  contentType: { accepts: isHeaderValue, takes: 'a media type' },
  problemJson: { accepts: isBoolean, takes: 'true or false' },
};

/** Switches from outside, `undefined` as absent; the error names the switch and what it takes, never the value. */
export function parseSwitches(input: Record<string, unknown>): Partial<Switches> {
  const switches: Partial<Switches> = {};
  for (const [name, given] of Object.entries(input)) {
    if (given === undefined) continue;
    if (!Object.hasOwn(rules, name)) {
      throw new Error(`There is no switch "${name}". Switches: ${Object.keys(rules).join(', ')}.`);
    }
    const { accepts, takes } = rules[name as keyof Switches];
    // JSON has no infinity.
    const value = name === 'privateTokenTtl' && given === null ? Number.POSITIVE_INFINITY : given;
    if (!accepts(value)) throw new Error(`The switch "${name}" takes ${takes}.`);
    Object.assign(switches, { [name]: value });
  }
  return switches;
}
