import { createPlaces } from '../places.js';
import type { SetTimer } from '../timer.js';

/**
 * Runs so many tasks at a time: those of visitors in turns, whoever came first. What nobody waits for comes last, and
 * leaves half of the places to visitors who come meanwhile.
 */
export interface Turns {
  /**
   * @param visitor Who waits for it; undefined where nobody does.
   * @param isWanted Asked when its turn comes. A task that nobody wants any more is not begun and gives undefined.
   */
  run<T>(
    visitor: string | undefined,
    isWanted: () => boolean,
    task: () => Promise<T>,
  ): Promise<T | undefined>;
  /** Tasks under way. */
  running(): number;
  /** Tasks that visitors wait for and that have not begun. */
  waiting(): number;
  /** Whether something of a visitor has not begun. */
  isWaiting(visitor: string): boolean;
  /** Other tasks that have not begun. */
  spare(): number;
  /** Whether a task that nobody waits for could begin. */
  hasSpare(): boolean;
}

interface Task {
  isWanted: () => boolean;
  begin: () => void;
  drop: () => void;
}

export function createTurns(concurrency: number, setTimer: SetTimer): Turns {
  const stuckAfter = Math.ceil(concurrency / 16);
  const places = createPlaces({ count: concurrency, setTimer, onFree: next });
  /** The visitor whose turn is next comes first. */
  const visitors = new Map<string, Task[]>();
  const spare: Task[] = [];
  let waiting = 0;

  function takeTurn(): Task | undefined {
    for (const [visitor, tasks] of visitors) {
      if (places.isStuck(visitor, stuckAfter)) continue;
      const task = tasks.shift();
      visitors.delete(visitor);
      if (tasks.length > 0) visitors.set(visitor, tasks);
      waiting--;
      return task;
    }
    return hasSpare() ? spare.shift() : undefined;
  }

  const hasSpare = () => places.free() > Math.floor(concurrency / 2);

  function next(): void {
    while (places.free() > 0) {
      const task = takeTurn();
      if (!task) return;
      if (task.isWanted()) task.begin();
      else task.drop();
    }
  }

  return {
    run(visitor, isWanted, work) {
      return new Promise((resolve, reject) => {
        const begin = () => {
          const leave = places.take(visitor ?? '');
          work()
            .then(resolve, reject)
            .finally(() => {
              leave();
              next();
            });
        };
        const task = { isWanted, begin, drop: () => resolve(undefined) };
        if (visitor === undefined) spare.push(task);
        else {
          const own = visitors.get(visitor);
          if (own) own.push(task);
          else visitors.set(visitor, [task]);
          waiting++;
        }
        next();
      });
    },
    running: places.taken,
    waiting: () => waiting,
    isWaiting: (visitor) => visitors.has(visitor),
    spare: () => spare.length,
    hasSpare,
  };
}
