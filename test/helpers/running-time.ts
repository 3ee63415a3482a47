const STEP = 5;

/**
 * Measures how long something takes: gives a function that tells the milliseconds until now. Time in which a busy
 * machine does not let this process run is one step, however long; its own work counts in full.
 */
export function startWatch(): () => number {
  const before = process.cpuUsage();
  let steps = 0;
  const timer = setInterval(() => {
    steps++;
  }, STEP);
  return () => {
    clearInterval(timer);
    const { user, system } = process.cpuUsage(before);
    return Math.max(steps * STEP, (user + system) / 1000);
  };
}
