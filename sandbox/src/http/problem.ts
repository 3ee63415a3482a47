import type { Answer } from './exchange.js';

/** One error (api-video.md, "Errors"). */
export interface Problem {
  title: string;
  /** Last segment of `type`; the documentation shows some errors without a type. */
  type?: string;
  name?: string;
  detail?: string;
  range?: { min: number; max?: number };
}

const body = ({ type, ...rest }: Problem) => ({
  ...(type && { type: `https://docs.api.video/reference/${type}` }),
  ...rest,
});

/** An error answer; a 400 lists every problem and begins with the first. */
export function problemAnswer(status: number, ...problems: [Problem, ...Problem[]]): Answer {
  const list = status === 400 && problems.length > 1 ? { problems: problems.map(body) } : {};
  return jsonAnswer(status, { ...body(problems[0]), status, ...list });
}

export function jsonAnswer(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

export const notFound = (name: string): Answer =>
  problemAnswer(404, { type: 'resource-not-found', title: 'The requested resource was not found.', name });

export const unknownRoute = (): Answer =>
  problemAnswer(404, { type: 'unrecognized-request-url', title: 'Unrecognized request URL.' });

export const wrongMethod = (): Answer =>
  problemAnswer(405, { type: 'method-not-allowed', title: 'Method is not allowed for this route.' });

export const tooManyRequests = (): Answer =>
  problemAnswer(429, { type: 'too-many-requests', title: 'Too many requests.' });

export const invalidPayload = (): Answer =>
  problemAnswer(400, { type: 'invalid-payload', title: 'The payload is invalid.' });

export const required = (name: string): Problem => ({
  type: 'attribute-required',
  title: 'This attribute is required.',
  name,
});

export const invalid = (name: string, detail?: string): Problem => ({
  type: 'invalid-attribute',
  title: 'An attribute is invalid.',
  name,
  ...(detail && { detail }),
});
