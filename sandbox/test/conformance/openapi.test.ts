import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDescription } from './description.js';
import { type Survey, survey } from './survey.js';

const file = process.env.APIVIDEO_OPENAPI ?? '';

describe.skipIf(!existsSync(file))('api.video’s OpenAPI description (its path in APIVIDEO_OPENAPI)', () => {
  let result: Survey;

  beforeAll(async () => {
    result = await survey(readDescription(file));
  }, 30_000);

  it('has no operation that the sandbox should have and lacks', () => {
    expect([...result.emulated].sort()).toEqual([...result.wanted].sort());
    expect(result.wanted.length).toBeGreaterThan(40);
  });

  it('fits every answer, to the last property', () => {
    expect(result.mismatches).toEqual([]);
    expect(result.answers.length).toBeGreaterThan(100);
  });

  it('has every documented error reached, word for word', () => {
    expect(result.missing).toEqual([]);
    expect(result.documented.length).toBeGreaterThan(40);
  });

  it('has every further problem its examples list reached', () => {
    const seen = result.answers.flatMap(({ body }) => (body ? [body, ...(body.problems ?? [])] : []));
    const unreached = result.documented
      .flatMap(({ problems }) => problems)
      .filter(
        ({ title, name }) => !seen.some((body) => body.name === name && like(title).test(body.title ?? '')),
      );
    expect(unreached).toEqual([]);
  });

  it('is answered in JSON without a charset', () => {
    const types = result.answers
      .filter(({ body }) => body !== undefined)
      .map(({ contentType }) => contentType);
    expect(new Set(types)).toEqual(new Set(['application/json']));
  });
});

/** An example's "xxxx" stands for any id. */
const like = (title: string) =>
  new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace('xxxx', '\\w+')}$`);
