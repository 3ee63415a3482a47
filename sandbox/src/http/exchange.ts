import type { IncomingHttpHeaders } from 'node:http';

/** A request as handlers see it. */
export interface Incoming {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  /** The whole body; rejects with `BodyTooLarge` beyond `limit` bytes. */
  body(limit: number): Promise<Buffer>;
}

/** What a handler decides; `http/serve.ts` writes it. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** How it is sent, unless at once and whole. */
  manner?: Manner;
}

export type Manner =
  /** Never, on a connection that stays open. */
  | { kind: 'silent' }
  /** The connection ends without it. */
  | { kind: 'cut' }
  /** The body in pieces. */
  | { kind: 'slow'; milliseconds: number };

export type Handler = (request: Incoming) => Answer | Promise<Answer>;

export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
}

/** The body is not what its headers say: 400. */
export class PayloadError extends Error {
  override name = 'PayloadError';
}
