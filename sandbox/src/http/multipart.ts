import type { Incoming } from './exchange.js';
import { PayloadError } from './exchange.js';

export interface Multipart {
  files: File[];
  fields: Record<string, string>;
}

/** A `multipart/form-data` body; the name a file is sent under means nothing (api-video.md, "Uploads"). */
export async function multipart(request: Incoming, limit: number): Promise<Multipart> {
  const type = request.headers['content-type'] ?? '';
  const body = await request.body(limit);
  if (!type.startsWith('multipart/form-data')) return { files: [], fields: {} };
  const files: File[] = [];
  const fields: Record<string, string> = {};
  for (const [name, value] of await form(body, type)) {
    if (typeof value === 'string') fields[name] = value;
    else files.push(value);
  }
  return { files, fields };
}

async function form(body: Buffer, type: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch (error) {
    throw new PayloadError('The body is not the multipart/form-data its header announces.', { cause: error });
  }
}
