/** Something that is wrong in a file, and where in its data: `['videos', 2, 'title']`. */
export interface Mistake {
  path: readonly PropertyKey[];
  /** What is wrong and what to write. It goes on after the name of the place, and repeats no secret. */
  message: string;
}

/** What a reader makes of a value that somebody, or some CMS, wrote. */
export type Reading<Value> = { value: Value } | { mistakes: readonly Mistake[] };

export type Reader<Value> = (written: unknown) => Reading<Value>;

export const read = <Value>(value: Value): Reading<Value> => ({ value });

export const wrong = (message: string, path: readonly PropertyKey[] = []): { mistakes: Mistake[] } => ({
  mistakes: [{ path, message }],
});

/** Mistakes inside of a value, as its holder sees them. */
export const below = (key: PropertyKey, mistakes: readonly Mistake[]): Mistake[] =>
  mistakes.map(({ path, message }) => ({ path: [key, ...path], message }));

/** Takes another value instead of an absent one. */
export const withDefault =
  <Value>(reader: Reader<Value | undefined>, fallback: Value): Reader<Value> =>
  (written) => {
    const reading = reader(written);
    return 'value' in reading ? read(reading.value ?? fallback) : reading;
  };

/** Refuses an absent value. */
export const required =
  <Value>(reader: Reader<Value | undefined>, message: string): Reader<Value> =>
  (written) => {
    const reading = reader(written);
    if ('mistakes' in reading) return reading;
    return reading.value === undefined ? wrong(message) : read(reading.value);
  };
