import { startSandbox } from '../../src/index.js';
import type { Description, DocumentedError } from './description.js';
import { createRecorder, type Recorded } from './recorder.js';
import { tour } from './tour.js';

/** What the sandbox leaves out; its documentation says so too. */
const LEFT_OUT = /^\w+ \/(summaries|watermarks|players|data)/;

/** The description contradicts itself here; what the sandbox does is the other half of the contradiction. */
const CONTRADICTIONS = [
  // The guides and examples show null for discarded videos, the schema an object.
  / \/discarded\/videos.*assets: must be object/,
];

/** Statuses the description has for some resources and forgets for others (api-video.md, "Errors"). */
const FORGOTTEN = /describes no (400|404)$/;

/** What the sandbox answered to a tour of its operations, held against the description. */
export interface Survey {
  described: number;
  /** Operations the sandbox should have. */
  wanted: string[];
  /** Operations that answered as they do when they succeed. */
  emulated: string[];
  answers: Recorded[];
  mismatches: string[];
  contradictions: string[];
  documented: DocumentedError[];
  /** Documented errors that no call reached. */
  missing: DocumentedError[];
}

export async function survey(description: Description): Promise<Survey> {
  const wanted = description.operations.filter((operation) => !LEFT_OUT.test(operation));
  const answers = [...(await toured()), ...(await exhausted(wanted))];
  const found = answers
    .flatMap(({ operation, status, body }) => description.mismatches(operation, status, body))
    .filter((mismatch) => !FORGOTTEN.test(mismatch));
  const contradicts = (mismatch: string) => CONTRADICTIONS.some((pattern) => pattern.test(mismatch));
  const documented = description.errors.filter(({ operation }) => wanted.includes(operation));
  const succeeded = answers.filter(({ status }) => status < 400).map(({ operation }) => operation);
  return {
    described: description.operations.length,
    wanted,
    emulated: [...new Set(succeeded)],
    answers,
    mismatches: found.filter((mismatch) => !contradicts(mismatch)),
    contradictions: found.filter(contradicts),
    documented,
    missing: documented.filter((error) => !answers.some((answer) => reaches(answer, error))),
  };
}

async function toured(): Promise<Recorded[]> {
  const sandbox = await startSandbox({ limits: false, links: 'absolute', encodingTime: 0 });
  const { go, answers } = createRecorder(sandbox);
  await tour(go);
  await sandbox.close();
  return answers;
}

/** Every limited operation of an account that has used up its minute. */
async function exhausted(operations: string[]): Promise<Recorded[]> {
  const sandbox = await startSandbox({ limits: { reads: 0, writes: 0, uploads: 0 } });
  const { go, answers } = createRecorder(sandbox);
  for (const operation of operations) if (!operation.includes('/auth/')) await go(operation);
  await sandbox.close();
  return answers;
}

function reaches(answer: Recorded, { operation, status, error }: DocumentedError): boolean {
  if (answer.operation !== operation || answer.status !== status) return false;
  const { type, title, name, detail } = error;
  return Object.entries({ type, title, name, detail }).every(
    ([key, value]) => value === undefined || answer.body[key] === value,
  );
}
