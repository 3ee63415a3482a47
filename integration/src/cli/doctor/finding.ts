import type { Switches } from 'api-video-sandbox';

/**
 * `ok`: as Vitrine expects it. `note`: works, and is worth knowing. `problem`: something must be changed.
 * `unasked`: nothing was asked, and `found` says why.
 */
export type FindingLevel = 'ok' | 'note' | 'problem' | 'unasked';

/** One answer of the account, in words that hold no token, key or address with one. */
export interface Finding {
  /** A fixed name, for scripts. */
  id: string;
  /** The section of api-video.md whose open question this answers. */
  question?: string;
  level: FindingLevel;
  found: string;
  /** What to do or to set in Vitrine, where there is something. */
  advice?: string;
  /** Switches that make a local sandbox behave the same. */
  sandbox?: Partial<Switches>;
}
