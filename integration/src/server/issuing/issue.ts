import type { BusyVideo, GoneVideo } from '../../contract/tokens.js';
import type { GrantSource } from '../../grants/payload.js';

/** A video that somebody who may watch it asks for. */
export interface IssueRequest {
  videoId: string;
  source: GrantSource;
}

/** A video that may be watched now. What comes from the pool was serialized while nobody waited for it. */
export interface SerializedVideo {
  status: 'ready';
  /** Seconds until the session ends. */
  expiresIn: number;
  /** The members of a `ReadyVideo` that never change, as JSON. */
  serialized: string;
}

export type IssueResult = SerializedVideo | GoneVideo | BusyVideo;

/** Reads that were asked for before they are made. */
export interface GrantedReads {
  /** How many of them may be made. */
  granted: number;
  /** Milliseconds until more may be, where none is granted. */
  wait: number;
  /** Gives back what turned out not to be needed, as long as its minute is counted. */
  giveBack(reads: number): void;
}

/** What a visitor may cost. */
export interface ReadAllowance {
  /** Counts up to so many reads, as far as the visitor has them left. */
  reserve(reads: number): Promise<GrantedReads>;
  /** Counts one read that nobody waits for, as long as half of the visitor's own is left. */
  reserveSpare(): Promise<GrantedReads>;
}

export interface IssueOptions {
  /** Who asks, so that a scarce quota is shared fairly. */
  visitor?: string;
  /** The reads this visitor may cause. */
  allowance?: ReadAllowance;
  /** Told how many sessions came from the pool. */
  onPooled?: (count: number) => void;
  /** Whether to keep sessions of these videos ready for the next visitor. Default true. */
  keepReady?: boolean;
  /** Whether the visitor's sessions of these videos have ended early, so that ready ones are tried first. Default false. */
  distrust?: boolean;
  /** Aborted when nobody waits any more. */
  signal?: AbortSignal | undefined;
}

/** A never-used session per video asked for. Answers for each; one failing video never fails its neighbours. */
export type Issue = (
  requests: readonly IssueRequest[],
  options?: IssueOptions,
) => Promise<ReadonlyMap<string, IssueResult>>;
