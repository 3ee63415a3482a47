/** Counts per name; a name that is back at zero is forgotten. */
export interface Counter {
  add(name: string, change: 1 | -1): void;
  of(name: string): number;
}

export function createCounter(): Counter {
  const counts = new Map<string, number>();
  return {
    add(name, change) {
      const count = (counts.get(name) ?? 0) + change;
      if (count > 0) counts.set(name, count);
      else counts.delete(name);
    },
    of: (name) => counts.get(name) ?? 0,
  };
}
