import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDescription } from './description.js';
import { survey } from './survey.js';

const file = process.env.APIVIDEO_OPENAPI ?? '';

const it = test.extend('result', { scope: 'file' }, () => survey(readDescription(file)));

describe.skipIf(!existsSync(file))('api.video’s OpenAPI description (its path in APIVIDEO_OPENAPI)', () => {
  it('has no operation that the sandbox should have and lacks', ({ result }) => {
    expect([...result.emulated].sort()).toEqual([...result.wanted].sort());
    expect(result.wanted.length).toBeGreaterThan(40);
  });

  it('fits every answer, to the last property', ({ result }) => {
    expect(result.mismatches).toEqual([]);
    expect(result.answers.length).toBeGreaterThan(100);
  });

  it('has every documented error reached, word for word', ({ result }) => {
    expect(result.missing).toEqual([]);
    expect(result.documented.length).toBeGreaterThan(40);
  });

  it('has every further problem its examples list reached', ({ result }) => {
    const seen = result.answers.flatMap(({ body }) => (body ? [body, ...(body.problems ?? [])] : []));
    const unreached = result.documented
      .flatMap(({ problems }) => problems)
      .filter(
        ({ title, name }) => !seen.some((body) => body.name === name && like(title).test(body.title ?? '')),
      );
    expect(unreached).toEqual([]);
  });

  it('is answered in JSON without a charset', ({ result }) => {
    const types = result.answers
      .filter(({ body }) => body !== undefined)
      .map(({ contentType }) => contentType);
    expect(new Set(types)).toEqual(new Set(['application/json']));
  });
});

/** An example's "xxxx" stands for any id. */
const like = (title: string) =>
  new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace('xxxx', '\\w+')}$`);
