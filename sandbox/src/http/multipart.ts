import type { Incoming } from './exchange.js';
import { PayloadError } from './exchange.js';

export interface UploadedFile {
  name: string;
  bytes: Buffer;
}

export interface Multipart {
  files: UploadedFile[];
  fields: Record<string, string>;
}

/** A `multipart/form-data` body; the name a file is sent under means nothing (api-video.md, "Uploads"). */
export async function multipart(request: Incoming, limit: number): Promise<Multipart> {
  const type = request.headers['content-type'] ?? '';
  const body = await request.body(limit);
  if (!type.startsWith('multipart/form-data')) return { files: [], fields: {} };
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type);
  const parts = partsOf(body, boundary?.[1] ?? boundary?.[2]);
  const files: UploadedFile[] = [];
  const fields: Record<string, string> = {};
  const heads = [...(await readHeads(type, parts))];
  for (const [index, [name, value]] of heads.entries()) {
    const bytes = parts[index]?.content ?? Buffer.alloc(0);
    if (typeof value === 'string') fields[name] = bytes.toString();
    else files.push({ name: value.name, bytes });
  }
  return { files, fields };
}

interface Part {
  /** From its boundary to the empty line. */
  head: Buffer;
  content: Buffer;
}

/** The parts of a body (RFC 2046, 5.1.1). `Buffer.indexOf` finds their ends: Node's own parser looks at each byte. */
function partsOf(body: Buffer, boundary: string | undefined): Part[] {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts: Part[] = [];
  let start = body.indexOf(delimiter.subarray(2));
  if (boundary === undefined || start < 0 || !/^[\r\n]*$/.test(body.toString('latin1', 0, start)))
    throw broken();
  for (
    start -= 2;
    body.toString('latin1', start + delimiter.length, start + delimiter.length + 2) !== '--';
  ) {
    const content = body.indexOf('\r\n\r\n', start + delimiter.length) + 4;
    const end = body.indexOf(delimiter, content);
    if (content < 4 || end < 0) throw broken();
    parts.push({ head: body.subarray(start + 2, content), content: body.subarray(content, end) });
    start = end;
  }
  return parts;
}

/** Node reads the heads, as those of a form in which every content is empty. */
async function readHeads(type: string, parts: readonly Part[]): Promise<FormData> {
  const [first] = parts;
  if (!first) return new FormData();
  const boundary = first.head.toString('latin1').split('\r\n', 1)[0];
  const heads = parts.map(({ head }) => `${head.toString('latin1')}\r\n`);
  const body = Buffer.from(`${heads.join('')}${boundary}--`, 'latin1');
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch (error) {
    throw broken(error);
  }
}

const broken = (cause?: unknown) =>
  new PayloadError('The body is not the multipart/form-data its header announces.', { cause });
