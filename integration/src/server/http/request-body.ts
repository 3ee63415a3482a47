export const MAX_BODY = 64 * 1024;

/** Milliseconds a body may take to arrive; what has not come by then is missing. */
const LONGEST_READ = 15_000;

/** Reads at most `MAX_BODY` bytes; undefined as soon as there are more. */
async function readText(request: Request, longest: number): Promise<string | undefined> {
  if (!request.body) return '';
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  const over = setTimeout(() => void reader.cancel().catch(() => {}), longest);
  let size = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > MAX_BODY) {
        void reader.cancel().catch(() => {});
        return undefined;
      }
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    clearTimeout(over);
  }
}

export function isJson(headers: Headers): boolean {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

/** Whether the length that is announced is too much already; what really arrives is counted as well. */
export function isTooLong(headers: Headers): boolean {
  return Number(headers.get('content-length') ?? 0) > MAX_BODY;
}

/** The body of a request; undefined where it is too long. */
export function readBody(request: Request, longest = LONGEST_READ): Promise<string | undefined> {
  return readText(request, longest).catch(() => '');
}
