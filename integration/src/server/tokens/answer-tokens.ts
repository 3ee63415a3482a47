import { wholeSeconds } from '../../contract/durations.js';
import { type RequestContext, redeemFor } from '../context.js';
import { json, problem } from '../http/problem.js';
import { isJson, isTooLong, readBody } from '../http/request-body.js';
import { isSameOrigin } from '../http/same-origin.js';
import { serializeResponse } from '../issuing/serialize.js';

/** `POST {base}/_vitrine/tokens`, from the cheapest check to the dearest. */
export async function answerTokens(context: RequestContext): Promise<Response> {
  const { request, url, visitor, parseRequest, limits, tokenService, emit } = context;
  if (request.method !== 'POST') return problem('method-not-allowed');
  if (!isJson(request.headers)) return problem('unsupported-media-type');
  if (isTooLong(request.headers)) return problem('body-too-large');
  if (!isSameOrigin(request.headers, url)) return problem('foreign-origin');
  const wait = await limits.admit(visitor);
  if (wait > 0) {
    emit({ type: 'limited', route: 'tokens' });
    return problem('rate-limited', wholeSeconds(wait));
  }
  const body = await readBody(request);
  if (body === undefined) return problem('body-too-large');
  const requested = parseRequest(body);
  if (typeof requested === 'string') return problem(requested);
  if (!tokenService) return problem('not-configured');
  return json(serializeResponse(await redeemFor(context, tokenService, requested)));
}
