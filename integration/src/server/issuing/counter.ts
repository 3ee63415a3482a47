/** Counts per name; a name that is back at zero is forgotten. */
export function createCounter() {
  const counts = new Map<string, number>();
  return {
    add(name: string, change: 1 | -1): void {
      const count = (counts.get(name) ?? 0) + change;
      if (count > 0) counts.set(name, count);
      else counts.delete(name);
    },
    of: (name: string): number => counts.get(name) ?? 0,
  };
}
