/** One number of the bench. Ratios compare what was measured in the same run, in turns. */
export interface Figure {
  /** Part of the bench's contract: `cold.tagged.24.roundTrips`. */
  name: string;
  value: number;
  /** What was measured, in one line. */
  what: string;
  target?: Target;
  /** What `value` is the median of, where there is more than one measurement. */
  samples?: readonly number[];
}

export type Target = { atMost: number } | { atLeast: number };

export function meets({ value, target }: Figure): boolean | undefined {
  if (!target) return undefined;
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}
