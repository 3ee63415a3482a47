import type { ReadAllowance } from '../issue.js';

/**
 * Reads that a visitor's request has been granted before they are made: what many requests of the same moment may cost
 * is counted when they come, not when they have cost it.
 */
export interface Reservation {
  /** Reads granted and not made yet. */
  points: number;
  /** Asks for another one where a read turns out to be needed that was not foreseen. Gives the milliseconds to wait, 0 when granted. */
  more(): Promise<number>;
  /** While that is being asked. */
  asking: boolean;
  /** A read was refused that had been paid for. */
  refund(): void;
  /** Gives back what was not needed, and whatever comes later. */
  release(): void;
}

/** A request that nobody counts. */
export const UNCOUNTED: Reservation = {
  points: Number.POSITIVE_INFINITY,
  more: async () => 0,
  asking: false,
  refund() {},
  release() {},
};

/** Reserves up to so many reads; none with the milliseconds to wait. */
export async function reserveReads(
  allowance: ReadAllowance | undefined,
  reads: number,
): Promise<Reservation | { wait: number }> {
  if (!allowance) return UNCOUNTED;
  const first = await allowance.reserve(reads);
  if (first.granted === 0) return { wait: first.wait };
  const grants = [first];
  let isReleased = false;

  function giveBack(): void {
    // The latest first: its minute is the one that is still counted.
    for (const grant of grants.toReversed()) {
      const back = Math.min(reservation.points, grant.granted);
      if (back > 0) grant.giveBack(back);
      reservation.points -= back;
    }
  }

  const reservation: Reservation = {
    points: first.granted,
    asking: false,
    async more() {
      const next = await allowance.reserve(1);
      if (next.granted === 0) return next.wait;
      grants.push(next);
      reservation.points += next.granted;
      if (isReleased) giveBack();
      return 0;
    },
    refund() {
      reservation.points++;
      if (isReleased) giveBack();
    },
    release() {
      isReleased = true;
      giveBack();
    },
  };
  return reservation;
}
