import type { Answer } from '../http/exchange.js';
import { type Problem, problemAnswer } from '../http/problem.js';

/** One value of a query: `tags[0]=a` was sent as `tags[0]`, of the form `[0]`. */
interface Given {
  sent: string;
  form: string;
  value: string;
}

type Refuse = (problem: Problem) => void;

/** How one parameter may be written, and what its values become; what it cannot take is refused, never left out. */
export interface Parameter<Value> {
  read(given: readonly Given[], refuse: Refuse): Value;
}

type Parameters = Record<string, Parameter<unknown>>;

type Values<Known extends Parameters> = {
  [Name in keyof Known]: Known[Name] extends Parameter<infer Value> ? Value : never;
};

const invalid = (name: string, detail: string): Problem => ({
  type: 'request-invalid-query-parameter',
  title: 'A query parameter is invalid.',
  name,
  detail,
});

/**
 * The values of `known`, or the 400 that names everything wrong with a query (api-video.md, "Errors" and
 * "Lists of videos").
 */
export function parseQuery<Known extends Parameters>(
  query: URLSearchParams,
  known: Known,
): { values: Values<Known> } | { refused: Answer } {
  const problems: Problem[] = [];
  const refuse: Refuse = (problem) => problems.push(problem);
  const given = groupByName(query);
  const values = Object.entries(known).map(([name, parameter]) => [
    name,
    parameter.read(given.get(name) ?? [], refuse),
  ]);
  for (const [name, [first]] of given) {
    if (first && !Object.hasOwn(known, name)) refuse(invalid(first.sent, 'This field was not expected.'));
  }
  const [first, ...others] = problems;
  if (first) return { refused: problemAnswer(400, first, ...others) };
  return { values: Object.fromEntries(values) as Values<Known> };
}

/** A parameter's name ends where its first bracket opens. */
function groupByName(query: URLSearchParams): Map<string, Given[]> {
  const groups = new Map<string, Given[]>();
  for (const [sent, value] of query) {
    const name = sent.split('[', 1)[0] ?? '';
    const given = { sent, form: sent.slice(name.length), value };
    groups.set(name, [...(groups.get(name) ?? []), given]);
  }
  return groups;
}

/** One value, once. */
function readSingle(given: readonly Given[], refuse: Refuse): string | undefined {
  const [first, second] = given;
  const bracketed = given.find(({ form }) => form !== '');
  if (bracketed) refuse(invalid(bracketed.sent, 'This value must be of type string.'));
  else if (second) refuse(invalid(second.sent, 'This field was given more than once.'));
  return first?.value;
}

export const single: Parameter<string | undefined> = { read: readSingle };

/** One of `allowed`, `fallback` when absent. */
export const oneOf = <const Value extends string>(
  allowed: readonly Value[],
  fallback: NoInfer<Value>,
): Parameter<Value> => ({
  read(given, refuse) {
    const value = readSingle(given, refuse) ?? fallback;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined)
      refuse(invalid(given[0]?.sent ?? '', `The value must be one of ${allowed.join(', ')}.`));
    return found ?? fallback;
  },
});

/** A whole number in a range; `name` is what the 400 of api.video calls the parameter. */
export const integer = (
  name: string,
  fallback: number,
  range: { min: number; max?: number },
): Parameter<number> => ({
  read(given, refuse) {
    const value = readSingle(given, refuse) ?? String(fallback);
    const number = /^-?\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= range.min && number <= (range.max ?? Number.POSITIVE_INFINITY)) return number;
    refuse({ title: 'This parameter is out of the allowed range of values.', name, range });
    return fallback;
  },
});

/** `tags[]=a`, and `tags[0]=a` as PHP and its imitators write arrays. A bare `tags=a,b` leaves open what the comma means. */
export const array: Parameter<string[]> = {
  read: (given, refuse) =>
    given.map(({ sent, form, value }) => {
      if (!/^\[\d*\]$/.test(form)) refuse(invalid(sent, 'This value must be of type array.'));
      return value;
    }),
};

/** `metadata[key]=value`, or the entries themselves: `metadata[0][key]=key&metadata[0][value]=value`. */
export const deepObject: Parameter<[key: string, value: string][]> = {
  read(given, refuse) {
    const found: [string, string][] = [];
    const entries = new Map<string, Given[]>();
    for (const one of given) {
      const index = /^\[(\d+)\]\[(?:key|value)\]$/.exec(one.form)?.[1];
      const key = one.form.includes('][') ? undefined : /^\[(.+)\]$/s.exec(one.form)?.[1];
      if (index !== undefined) entries.set(index, [...(entries.get(index) ?? []), one]);
      else if (key !== undefined) found.push([key, one.value]);
      else refuse(invalid(one.sent, 'This value must be of type object.'));
    }
    for (const entry of entries.values()) {
      const keys = entry.filter(({ form }) => form.endsWith('[key]'));
      const values = entry.filter(({ form }) => form.endsWith('[value]'));
      const [key, value] = [keys[0], values[0]];
      if (key && value && entry.length === 2) found.push([key.value, value.value]);
      else refuse(invalid(entry[0]?.sent ?? '', 'This entry must have one key and one value.'));
    }
    return found;
  },
};
