import type { GrantSource } from '../../shared/grant-payload.js';
import type { BusyVideo, GoneVideo, ReadyVideo } from '../../shared/tokens.js';

/** A video that somebody who may watch it asks for. */
export interface Wanted {
  videoId: string;
  source: GrantSource;
}

export type Issued = ReadyVideo | GoneVideo | BusyVideo;

export interface IssueOptions {
  /** Who asks, so that a scarce quota is shared fairly. */
  visitor?: string;
  /** Whether to keep sessions of these videos ready for the next visitor. Default true. */
  keepReady?: boolean;
  /** Aborted when nobody waits any more. */
  signal?: AbortSignal | undefined;
}

/** A never-used session per wanted video. Answers for each; one failing video never fails its neighbours. */
export type Issue = (
  wanted: readonly Wanted[],
  options?: IssueOptions,
) => Promise<ReadonlyMap<string, Issued>>;
