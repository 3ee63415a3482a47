import { withFaults } from './faults/inject.js';
import type { FaultHost } from './faults/plan.js';
import { answered } from './http/answered.js';
import type { Answer, Handler } from './http/exchange.js';
import type { World } from './world.js';

/** How a host presents whatever it answers. */
interface Presentation {
  /** Headers that pages of other origins may read; without it they may read nothing. */
  exposes?: string;
  /** The media type of its JSON. */
  json?: () => string;
}

/**
 * A host as its callers meet it. Everything passes here on its way out, so that refusals, failures and faults are as
 * readable to a page as what it asked for.
 */
export function host(
  world: World,
  name: FaultHost,
  handler: Handler,
  { exposes, json = () => JSON_TYPE }: Presentation = {},
): Handler {
  const faulty = withFaults(world, name, handler);
  const cors = exposes && {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': exposes,
  };
  return async (request) => {
    const answer = typed(await answered(() => faulty(request)), json(), world.switches.problemJson);
    return cors ? { ...answer, headers: { ...answer.headers, ...cors } } : answer;
  };
}

const JSON_TYPE = 'application/json';

function typed(answer: Answer, json: string, problemJson: boolean): Answer {
  const { status, headers } = answer;
  if (headers?.['content-type'] !== JSON_TYPE) return answer;
  const type = status >= 400 && problemJson ? 'application/problem+json' : json;
  return { ...answer, headers: { ...headers, 'content-type': type } };
}
