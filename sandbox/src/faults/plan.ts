/** What goes wrong. `status`, `html`, `rate-limit`, `timeout` and `reset` happen instead of the call; the rest after it. */
export type FaultKind =
  /** An error in api.video's form: `status`, 503 unless told. */
  | 'status'
  /** A gateway's 502 in HTML. */
  | 'html'
  /** 429 with its headers; `retryAfter` seconds. */
  | 'rate-limit'
  /** No answer at all; the connection stays open. */
  | 'timeout'
  /** The connection ends before an answer. */
  | 'reset'
  /** The call is carried out and its answer lost: a `/session` costs its token. */
  | 'lost'
  /** The body comes in pieces over `ms` milliseconds. */
  | 'slow'
  /** `contentType`, text/html unless told. */
  | 'content-type'
  /** Every token in the answer was used before it arrives. */
  | 'used-tokens'
  /** Every private item comes without a token. */
  | 'missing-tokens'
  /** A list begins with the last item of the list before it. */
  | 'duplicate';

export const FAULT_KINDS: readonly FaultKind[] = [
  'status',
  'html',
  'rate-limit',
  'timeout',
  'reset',
  'lost',
  'slow',
  'content-type',
  'used-tokens',
  'missing-tokens',
  'duplicate',
];

export type FaultHost = 'api' | 'media' | 'embed' | 'live';

/** One fault and when it strikes. Without `skip`, `times` and `chance` it strikes always. */
export interface Fault {
  kind: FaultKind;
  host?: FaultHost;
  method?: string;
  /** Path with `*` for any text, such as `/videos/*`. */
  path?: string;
  /** Matching requests to let pass first. */
  skip?: number;
  /** Matching requests to strike after that. */
  times?: number;
  /** Share of matching requests to strike, 0 to 1, drawn from the sandbox's seed. */
  chance?: number;
  status?: number;
  retryAfter?: number;
  ms?: number;
  contentType?: string;
}
