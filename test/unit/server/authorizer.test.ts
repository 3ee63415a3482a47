import { describe, expect, it } from 'vitest';
import { createAuthorizer } from '../../../integration/src/server/access/authorizer.js';
import type { Authorize, AuthorizeContext } from '../../../integration/src/types.js';

const context = { url: new URL('https://site.example') } as AuthorizeContext;
const ids = ['viA', 'viB'];

function authorizer(authorize: unknown, timeout = 1000) {
  const errors: unknown[] = [];
  const forVisitor = createAuthorizer({
    authorize: authorize as Authorize,
    timeout,
    onError: (_access, error) => errors.push(error),
  })(context);
  return { errors, ask: async (access = 'members') => [...(await forVisitor(access, ids))] };
}

describe('without a rule', () => {
  it('lets everybody have what is public, and nobody anything else', async () => {
    const { ask } = authorizer(undefined);
    expect(await ask('public')).toEqual(ids);
    expect(await ask('members')).toEqual([]);
    expect(await ask('')).toEqual([]);
  });
});

describe('a rule', () => {
  it.each<[string, unknown, string[]]>([
    ['true', () => true, ids],
    ['a promise of true', async () => true, ids],
    ['some ids', () => ['viB'], ['viB']],
    ['ids that nobody asked for', () => ['viB', 'viZ'], ['viB']],
    ['no ids', () => [], []],
    ['false', () => false, []],
    ['undefined', () => undefined, []],
    ['a truthy word', () => 'yes', []],
    ['one', () => 1, []],
    ['an object', () => ({ allowed: true }), []],
    ['a Set', () => new Set(ids), []],
  ])('that answers %s', async (_name, authorize, expected) => {
    expect(await authorizer(authorize).ask()).toEqual(expected);
  });

  it('is asked about public videos too, with the context and what is wanted', async () => {
    const asked: unknown[] = [];
    const { ask } = authorizer((...given: unknown[]) => {
      asked.push(given);
      return false;
    });
    expect(await ask('public')).toEqual([]);
    expect(asked).toMatchObject([[context, { access: 'public', videoIds: ids }]]);
  });

  it('that changes the list it is given changes nothing else', async () => {
    const { ask } = authorizer((_context: unknown, { videoIds }: { videoIds: string[] }) =>
      videoIds.splice(0, 1),
    );
    const asked = [await ask(), await ask()];
    expect(asked).toEqual([['viA'], ['viA']]);
    expect(ids).toEqual(['viA', 'viB']);
  });

  it.each<[string, unknown]>([
    [
      'throws',
      () => {
        throw new Error('database away');
      },
    ],
    ['rejects', () => Promise.reject(new Error('database away'))],
  ])('that %s lets nobody in, and is reported', async (_name, authorize) => {
    const { ask, errors } = authorizer(authorize);
    expect(await ask('public')).toEqual([]);
    expect(errors).toMatchObject([{ message: 'database away' }]);
  });

  it('that hangs is aborted and lets nobody in', async () => {
    let aborted = false;
    const { ask, errors } = authorizer((_context: unknown, { signal }: { signal: AbortSignal }) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return new Promise(() => {});
    }, 30);
    expect(await ask()).toEqual([]);
    expect(aborted).toBe(true);
    expect(errors).toMatchObject([{ message: 'authorize() took longer than 0.03 s.' }]);
  });

  it('that is no function lets nobody in', async () => {
    expect(await authorizer('members').ask()).toEqual([]);
  });
});
