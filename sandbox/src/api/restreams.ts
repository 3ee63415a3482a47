import { invalid, type Problem } from '../http/problem.js';
import type { Restream } from '../state/live-streams.js';

const MAX = 5;

/** Restream destinations, or the problems api.video documents for them (api-video.md, "Live streams"). */
export function parseRestreams(value: unknown): { restreams: Restream[]; problems: Problem[] } {
  if (!Array.isArray(value)) {
    return {
      restreams: [],
      problems: value === undefined ? [] : [invalid('restreams', 'This value should be an array.')],
    };
  }
  if (value.length > MAX) {
    return {
      restreams: [],
      problems: [invalid('restreams', `This collection should contain ${MAX} elements or less.`)],
    };
  }
  const problems = value.flatMap((entry, index) => problemsOf(entry, `restreams[${index}]`));
  const restreams = value.map((entry) => ({
    name: entry?.name,
    serverUrl: entry?.serverUrl,
    streamKey: entry?.streamKey,
  }));
  return { restreams, problems };
}

function problemsOf(entry: unknown, at: string): Problem[] {
  const fields = (entry ?? {}) as Record<string, unknown>;
  return ['name', 'serverUrl', 'streamKey'].flatMap((field) => {
    const detail =
      blank(fields[field]) ?? (field === 'serverUrl' ? wrongUrl(String(fields[field])) : undefined);
    return detail ? [invalid(`${at}[${field}]`, detail)] : [];
  });
}

function blank(value: unknown): string | undefined {
  if (value === undefined || value === null) return 'This value should not be null.';
  return String(value).trim() === '' ? 'This value should not be blank.' : undefined;
}

function wrongUrl(url: string): string | undefined {
  if (/^rtmps?:\/\/[^/\s]+\/?$/.test(url)) return 'Missing app name: [rtmp|rtmps]://[host]/[app name].';
  if (/^rtmps?:\/\/[^/\s]+\/\S+$/.test(url)) return undefined;
  return 'RTMP URL should have the following format: [rtmp|rtmps]://[host]/[app name].';
}
