import { z } from 'astro/zod';
import { MAX_GRANT_LENGTH } from '../shared/grant.js';
import { MAX_GRANTS } from '../shared/tokens.js';
import type { ProblemCode } from './problem.js';

export const MAX_BODY = 64 * 1024;

const bodySchema = z.object({ grants: z.array(z.string().max(MAX_GRANT_LENGTH)) });

/** Reads at most `MAX_BODY` bytes; undefined as soon as there are more. */
async function readText(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) return undefined;
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

/** The grants a request asks for, or why it is refused. */
export async function readGrants(request: Request): Promise<string[] | ProblemCode> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return 'unsupported-media-type';
  const text = await readText(request).catch(() => '');
  if (text === undefined) return 'body-too-large';
  const parsed = bodySchema.safeParse(parse(text));
  if (!parsed.success) return 'malformed';
  return parsed.data.grants.length > MAX_GRANTS ? 'too-many-grants' : parsed.data.grants;
}
