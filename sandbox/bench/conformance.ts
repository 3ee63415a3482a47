import { existsSync } from 'node:fs';
import type { Figure } from './figure.js';

/** Needs api.video's OpenAPI file, whose path is in APIVIDEO_OPENAPI; no figures without it. */
export async function conformance(): Promise<Figure[]> {
  const file = process.env.APIVIDEO_OPENAPI ?? '';
  if (!existsSync(file)) {
    console.error('APIVIDEO_OPENAPI names no file: the conformance figures are left out.');
    return [];
  }
  const { readDescription } = await import('../test/conformance/description.js');
  const { survey } = await import('../test/conformance/survey.js');
  const { described, emulated, answers, mismatches, documented, missing } = await survey(
    readDescription(file),
  );
  const figure = (name: string, value: number, what: string): Figure => ({
    name: `sandbox.conformance.${name}`,
    value,
    what,
  });
  return [
    figure('described', described, 'operations in api.video’s OpenAPI description'),
    figure('emulated', emulated.length, 'operations of them that the sandbox answers'),
    figure('answers', answers.length, 'answers validated against it, to the last property'),
    {
      ...figure('mismatches', mismatches.length, 'answers or properties that do not fit'),
      target: { atMost: 0 },
    },
    figure('errors', documented.length, 'errors it documents for these operations'),
    {
      ...figure('unreached', missing.length, 'documented errors that no call reached'),
      target: { atMost: 0 },
    },
  ];
}
