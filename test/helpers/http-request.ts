import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Bytes as Latin-1 text. */
  text: string;
}

export interface HttpOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string | undefined;
  /** Milliseconds for all of it. */
  bound?: number;
  agent?: Agent;
}

const shared = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request with exactly these headers: `fetch` would write `Sec-Fetch-Mode` itself. Follows no redirect. */
export async function sendHttp(url: string, options: HttpOptions = {}): Promise<HttpAnswer> {
  const { method = 'GET', headers = {}, body, bound = 10_000, agent = shared } = options;
  const sent = request(url, { method, headers, agent, signal: AbortSignal.timeout(bound) });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('latin1')) text += chunk;
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}
