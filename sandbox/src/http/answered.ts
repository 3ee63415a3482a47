import { type Answer, BodyTooLarge, PayloadError } from './exchange.js';
import { invalidPayload, problemAnswer } from './problem.js';

/** The answer of `work`; what it throws becomes an error in api.video's form (api-video.md, "Errors"). */
export async function answered(work: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BodyTooLarge) {
      const answer = problemAnswer(413, { title: 'The request is too large.', detail: error.message });
      return { ...answer, headers: { ...answer.headers, connection: 'close' } };
    }
    if (error instanceof PayloadError) return invalidPayload();
    console.error(error);
    return problemAnswer(500, { title: 'Server error' });
  }
}
