import { z } from 'astro/zod';
import { MAX_GRANT_LENGTH } from '../shared/grant.js';
import { MAX_GRANTS } from '../shared/tokens.js';
import type { ProblemCode } from './problem.js';

export const MAX_BODY = 64 * 1024;

const bodySchema = z.object({ grants: z.array(z.string().max(MAX_GRANT_LENGTH)) });

/** Reads at most `MAX_BODY` bytes; undefined as soon as there are more. */
async function readText(request: Request): Promise<string | undefined> {
  if (!request.body) return '';
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > MAX_BODY) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isJson(headers: Headers): boolean {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

/** Whether the length that is announced is too much already; what really arrives is counted as well. */
export function isTooLong(headers: Headers): boolean {
  return Number(headers.get('content-length') ?? 0) > MAX_BODY;
}

/** The grants a request asks for, or why it is refused. */
export async function readGrants(request: Request): Promise<string[] | ProblemCode> {
  const text = await readText(request).catch(() => '');
  if (text === undefined) return 'body-too-large';
  const parsed = bodySchema.safeParse(parse(text));
  if (!parsed.success) return 'malformed';
  return parsed.data.grants.length > MAX_GRANTS ? 'too-many-grants' : parsed.data.grants;
}
