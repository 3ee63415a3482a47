import { timeOf } from './entry.js';
import { isIntact, type SyncState } from './sync-state.js';

const DAY = 86_400_000;

/** Whether nothing had changed for so long when a sync began that no clock's error comes near it. */
export const wasQuiet = ({ at, seenUpTo }: Pick<SyncState, 'at' | 'seenUpTo'>, long = DAY): boolean =>
  at - timeOf(seenUpTo) > long;

/** What api.video does not promise to tell is found by then at the latest. */
export const LONGEST_TRUST = 7 * DAY;

/** Whether everything was read so lately that what changed since is all there is to know. */
export function isTrusted({ wholeAt }: Pick<SyncState, 'wholeAt'>, time: number): boolean {
  const age = time - wholeAt;
  return age >= 0 && age < LONGEST_TRUST;
}

/** Why what is stored cannot be built upon; undefined if it can. */
export function resyncReason(
  state: SyncState | undefined,
  now: Pick<SyncState, 'form' | 'account'> & { content: string | undefined; time: number; asked: boolean },
): string | undefined {
  if (now.asked) return 'as asked for';
  if (!state) return 'there is no complete list of an earlier build';
  if (state.account !== now.account)
    return 'the key, the address or the hosts are not those of the last build';
  if (state.form !== now.form) return 'videos are stored in another form now';
  if (!isIntact(state, now.content)) return 'the stored list is not as the last build left it';
  if (!isTrusted(state, now.time)) return 'that was last done a week ago, or the clock was wrong';
  return undefined;
}
