/** Runs so many tasks at a time: those of visitors in turns, whoever came first, and what nobody waits for last. */
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
  running(): number;
  /** Tasks that visitors wait for and that have not begun. */
  waiting(): number;
  /** Other tasks that have not begun. */
  spare(): number;
}

interface Task {
  isWanted: () => boolean;
  begin: () => void;
  drop: () => void;
}

export function createTurns(concurrency: number): Turns {
  /** The visitor whose turn is next comes first. */
  const visitors = new Map<string, Task[]>();
  const spare: Task[] = [];
  let running = 0;
  let waiting = 0;

  function takeTurn(): Task | undefined {
    for (const [visitor, tasks] of visitors) {
      const task = tasks.shift();
      visitors.delete(visitor);
      if (tasks.length > 0) visitors.set(visitor, tasks);
      waiting--;
      return task;
    }
    return spare.shift();
  }

  function next(): void {
    while (running < concurrency) {
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
          running++;
          work()
            .then(resolve, reject)
            .finally(() => {
              running--;
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
    running: () => running,
    waiting: () => waiting,
    spare: () => spare.length,
  };
}
