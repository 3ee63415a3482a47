import type { VitrineEvent } from '../../types.js';
import type { Authorizer } from '../access/authorizer.js';
import type { RequestContext } from '../context.js';

const entry = (name: string, milliseconds: number) => `${name};dur=${milliseconds.toFixed(1)}`;

/**
 * Answers, and says in `Server-Timing` what it took: the site's rule, api.video, and how many sessions were waiting in
 * the pool. For development: to strangers it would tell what others have asked for.
 */
export async function timed(
  context: RequestContext,
  answer: (context: RequestContext) => Promise<Response>,
): Promise<Response> {
  const start = performance.now();
  const entries: string[] = [];
  let deciding = 0;
  const authorizer: Authorizer = async (...given) => {
    const asked = performance.now();
    const allowed = await context.authorizer(...given);
    deciding = Math.max(deciding, performance.now() - asked);
    return allowed;
  };
  const emit = (event: VitrineEvent) => {
    if (event.type === 'tokens') {
      const { duration, pooled, ready } = event;
      entries.push(entry('authorize', deciding), entry('issue', Math.max(0, duration - deciding)));
      entries.push(`pool;desc="${pooled} of ${ready}"`);
    }
    context.emit(event);
  };
  const response = await answer({ ...context, authorizer, emit });
  response.headers.set('server-timing', [...entries, entry('total', performance.now() - start)].join(', '));
  return response;
}
