import type { Answer } from '../http/exchange.js';
import { type Problem, problemAnswer } from '../http/problem.js';

const refusals = {
  missing: {
    type: 'authentication-missing-authorization-header',
    title: 'The "Authorization" header is missing.',
  },
  malformed: {
    type: 'authentication-invalid-authorization-header-value',
    title: 'The "Authorization" header value is invalid.',
  },
  unknownKey: { type: 'authentication-invalid-api-key', title: 'The API key is invalid.' },
  unknownToken: {
    type: 'authentication-invalid-access-token',
    title: 'The access token is invalid or expired.',
  },
} satisfies Record<string, Problem>;

const refuse = (reason: keyof typeof refusals): Answer => problemAnswer(401, refusals[reason]);

/**
 * The refusal of a management call, or nothing when it may go on (api-video.md, "Authentication" and "Refused logins").
 */
export function refusal(
  authorization: string | undefined,
  apiKey: string,
  validToken: (token: string) => boolean,
): Answer | undefined {
  if (!authorization) return refuse('missing');
  const [, scheme = '', value = ''] = /^(\S+) +(\S+)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'basic') return refusedBasic(value, apiKey);
  if (scheme.toLowerCase() === 'bearer') return validToken(value) ? undefined : refuse('unknownToken');
  return refuse('malformed');
}

/** Key as user name, empty password; the colon is required. */
function refusedBasic(value: string, apiKey: string): Answer | undefined {
  const credentials = Buffer.from(value, 'base64').toString();
  if (!credentials.endsWith(':')) return refuse('malformed');
  return credentials === `${apiKey}:` ? undefined : refuse('unknownKey');
}
