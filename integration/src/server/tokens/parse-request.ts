import { z } from 'astro/zod';
import { MAX_GRANTS } from '../../contract/tokens.js';
import { type OpenGrant, type RequestedGrants, requestedGrants } from '../access/requested-grants.js';
import type { ProblemCode } from '../http/problem.js';

/** What the body of a request asks for, or why it is refused. */
export type ParseRequest = (body: string) => RequestedGrants | ProblemCode;

/** A grant that is too long is denied where it is opened, and its neighbours are not. */
const bodySchema = z.object({ grants: z.array(z.string()), ended: z.unknown().optional() });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const createRequestParser =
  (openGrant: OpenGrant): ParseRequest =>
  (body) => {
    const parsed = bodySchema.safeParse(parseJson(body));
    if (!parsed.success) return 'malformed';
    const { grants, ended } = parsed.data;
    if (grants.length > MAX_GRANTS) return 'too-many-grants';
    const requested = requestedGrants(grants, openGrant);
    return ended ? { ...requested, haveEnded: true } : requested;
  };
