export interface Cache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/**
 * A cache of two generations, of which the older one goes: what is not asked for any more goes with it.
 *
 * @param size What one generation may weigh at least; the cache holds twice as much and two values more at most.
 */
export function createTwoGenerations<Value>(size: number, weigh: (value: Value) => number): Cache<Value> {
  let recent = new Map<string, Value>();
  let older = new Map<string, Value>();
  let weight = 0;
  function set(key: string, value: Value): void {
    if (weight >= size) {
      older = recent;
      recent = new Map();
      weight = 0;
    }
    if (!recent.has(key)) weight += weigh(value);
    recent.set(key, value);
  }
  return {
    get(key) {
      const known = recent.get(key);
      if (known !== undefined) return known;
      const old = older.get(key);
      if (old !== undefined) set(key, old);
      return old;
    },
    set,
  };
}
