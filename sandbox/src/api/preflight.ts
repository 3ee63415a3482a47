import type { Answer, Incoming } from '../http/exchange.js';

/** What official clients send beyond what browsers allow anyway (api-video.md, "Conventions"). */
const HEADERS = [
  'Authorization',
  'Content-Type',
  'Content-Range',
  'AV-Origin-Client',
  'AV-Origin-App',
  'AV-Origin-Sdk',
];

/** A browser asks before it sends such a header, and sends no login with the question; any page may call. */
export function preflight({ headers }: Incoming): Answer {
  const asked = (headers['access-control-request-headers'] ?? '').split(',').map((name) => name.trim());
  const origins = asked.filter((name) => /^av-origin-[\w-]+$/i.test(name));
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
      'access-control-allow-headers': [...HEADERS, ...origins].join(', '),
      'access-control-max-age': '600',
    },
  };
}
