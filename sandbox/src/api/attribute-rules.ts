import { invalid, type Problem } from '../http/problem.js';

/** What one attribute of a payload accepts, and what is said of anything else. */
export interface Rule {
  accepts(value: unknown): boolean;
  problem(name: string, value: unknown): Problem;
  /** Whether `null` unsets it. */
  clears?: true;
}

/** `This attribute must be …`, as api.video says it. */
export const must = (be: string) => (name: string) => ({
  ...invalid(name),
  title: `This attribute must be ${be}.`,
});

const isString = (value: unknown) => typeof value === 'string';

export const text: Rule = { accepts: isString, problem: must('a string') };
export const name: Rule = {
  accepts: (value) => isString(value) && value !== '',
  problem: must('a non-empty string'),
};
export const flag: Rule = { accepts: (value) => typeof value === 'boolean', problem: must('a boolean') };
export const texts: Rule = {
  accepts: (value) => Array.isArray(value) && value.every(isString),
  problem: must('an array'),
};
export const pairs: Rule = {
  accepts: (value) =>
    Array.isArray(value) && value.every((entry) => isString(entry?.key) && isString(entry?.value)),
  problem: must('an array'),
};

/** The attributes that have a rule; `undefined` stands for one that was unset. All others are left alone. */
export function applyRules<Attributes extends object>(
  rules: { [Name in keyof Attributes]-?: Rule },
  payload: Record<string, unknown>,
): { attributes: Partial<Attributes>; problems: Problem[] } {
  const attributes: Partial<Attributes> = {};
  const problems: Problem[] = [];
  for (const name of Object.keys(rules) as (keyof Attributes & string)[]) {
    const value = payload[name];
    const { accepts, problem, clears } = rules[name];
    if (value === undefined) continue;
    if (value === null && clears) Object.assign(attributes, { [name]: undefined });
    else if (accepts(value)) Object.assign(attributes, { [name]: value });
    else problems.push(problem(name, value));
  }
  return { attributes, problems };
}
