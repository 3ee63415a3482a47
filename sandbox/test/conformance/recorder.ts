import type { Sandbox } from '../../src/index.js';
import type { Json } from '../helpers/run-sandbox.js';

export interface Recorded {
  /** `GET /videos/{videoId}`. */
  operation: string;
  status: number;
  body: Json;
  contentType: string | null;
}

export interface Call {
  /** Values for the parameters of the path. */
  path?: Record<string, string>;
  query?: string;
  json?: unknown;
  files?: Uint8Array[];
  fields?: Record<string, string>;
  headers?: Record<string, string>;
}

export type Go = (operation: string, call?: Call) => Promise<Json>;

/** Calls operations by name and keeps every answer. */
export function createRecorder(sandbox: Sandbox): { go: Go; answers: Recorded[] } {
  const answers: Recorded[] = [];
  const authorization = `Basic ${btoa(`${sandbox.apiKey}:`)}`;
  return {
    answers,
    async go(operation, { path = {}, query = '', json, files, fields, headers } = {}) {
      const [method = '', template = ''] = operation.split(' ');
      const pathname = template.replace(/\{(\w+)\}/g, (_, name) =>
        encodeURIComponent(path[name] ?? 'missing'),
      );
      const body = json === undefined ? files && form(files, fields) : JSON.stringify(json);
      const response = await fetch(`${sandbox.apiUrl}${pathname}${query}`, {
        method,
        headers: { authorization, ...headers },
        ...(body && { body }),
      });
      const text = await response.text();
      const answer = text ? JSON.parse(text) : undefined;
      answers.push({
        operation,
        status: response.status,
        body: answer,
        contentType: response.headers.get('content-type'),
      });
      return answer;
    },
  };
}

function form(files: Uint8Array[], fields: Record<string, string> = {}): FormData {
  const body = new FormData();
  for (const file of files) body.append('file', new Blob([new Uint8Array(file)]), 'file.mp4');
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return body;
}
