import type { Answer, Incoming } from './exchange.js';
import { invalidPayload } from './problem.js';

const LIMIT = 1024 * 1024;

export type Payload = Record<string, unknown>;

/** The JSON object of a request, or the 400 for a missing or undecodable one (api-video.md, "Errors"). */
export async function jsonBody(request: Incoming): Promise<{ payload: Payload } | { refused: Answer }> {
  try {
    const payload: unknown = JSON.parse((await request.body(LIMIT)).toString());
    if (typeof payload === 'object' && payload !== null && !Array.isArray(payload))
      return { payload: payload as Payload };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { refused: invalidPayload() };
}
