import { isHeaderValue } from '../switch-rules.js';
import { FAULT_KINDS, type Fault } from './plan.js';

const isText = (value: unknown) => typeof value === 'string';
const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;

const FIELDS: Record<keyof Fault, (value: unknown) => boolean> = {
  kind: (value) => FAULT_KINDS.some((kind) => kind === value),
  host: (value) => ['api', 'media', 'embed', 'live'].includes(value as string),
  method: isText,
  path: isText,
  skip: isCount,
  times: isCount,
  chance: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  status: (value) => isCount(value) && Number(value) >= 400 && Number(value) <= 599,
  retryAfter: isCount,
  ms: (value) => isCount(value) && Number(value) <= 600_000,
  contentType: isHeaderValue,
};

/** A fault plan from outside: a list of faults. What is wrong is named, never the value. */
export function parseFaults(plan: unknown): Fault[] {
  if (!Array.isArray(plan))
    throw new Error('A fault plan is a list of faults, such as [{ "kind": "status", "times": 3 }].');
  return plan.map((fault, index) => {
    if (typeof fault !== 'object' || fault === null) throw new Error(`Fault ${index + 1} is not an object.`);
    for (const [name, value] of Object.entries(fault)) {
      const accepts = Object.hasOwn(FIELDS, name) ? FIELDS[name as keyof Fault] : undefined;
      if (!accepts)
        throw new Error(
          `Fault ${index + 1} has the unknown field "${name}". Fields: ${Object.keys(FIELDS).join(', ')}.`,
        );
      if (!accepts(value))
        throw new Error(`Fault ${index + 1}: the value of "${name}" is not one it may have.`);
    }
    if (!('kind' in fault))
      throw new Error(`Fault ${index + 1} has no kind. Kinds: ${FAULT_KINDS.join(', ')}.`);
    return fault as Fault;
  });
}
