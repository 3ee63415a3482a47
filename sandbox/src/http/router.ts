/** Routes as `METHOD /path/{parameter}`; a parameter is one path segment, decoded. */
export interface Route<Context> {
  method: string;
  segments: string[];
  handle: Context;
}

export type Match<Context> =
  | { found: 'route'; handle: Context; parameters: Record<string, string> }
  | { found: 'path' | 'nothing' };

export function route<Context>(pattern: `${string} /${string}`, handle: Context): Route<Context> {
  const [method = '', path = ''] = pattern.split(' ');
  return { method, segments: path.split('/').slice(1), handle };
}

/** The route for a request; `'path'` when only the method is wrong. */
export function matchRoute<Context>(
  routes: readonly Route<Context>[],
  method: string,
  pathname: string,
): Match<Context> {
  const parts = pathname.split('/').slice(1);
  let pathKnown = false;
  for (const candidate of routes) {
    const parameters = matchSegments(candidate.segments, parts);
    if (!parameters) continue;
    if (candidate.method === method) return { found: 'route', handle: candidate.handle, parameters };
    pathKnown = true;
  }
  return { found: pathKnown ? 'path' : 'nothing' };
}

function matchSegments(segments: string[], parts: string[]): Record<string, string> | undefined {
  if (segments.length !== parts.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? '';
    if (segment.startsWith('{')) {
      const value = decoded(part);
      if (!value) return undefined;
      parameters[segment.slice(1, -1)] = value;
    } else if (segment !== part) return undefined;
  }
  return parameters;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
