import type { Authorize, AuthorizeAnswer, AuthorizeContext } from '../../types.js';

/** Which of the wanted videos a visitor may watch under one access value. Never rejects. */
export type Authorizer = (access: string, videoIds: readonly string[]) => Promise<ReadonlySet<string>>;

export interface AuthorizerDependencies {
  /** The site's rule. Without one, only what is public is allowed. */
  authorize: Authorize | undefined;
  /** Milliseconds the rule may take. */
  timeout: number;
  /** Told when the rule fails, with its error. */
  onError: (access: string, error: unknown) => void;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Binds the site's rule to one visitor's request. */
export function createAuthorizer(
  dependencies: AuthorizerDependencies,
): (context: AuthorizeContext) => Authorizer {
  const { authorize } = dependencies;
  if (!authorize) return () => async (access, videoIds) => (access === 'public' ? new Set(videoIds) : NOBODY);
  return (context) => async (access, videoIds) => {
    try {
      const answer = await decide(authorize, context, access, videoIds, dependencies.timeout);
      if (answer === true) return new Set(videoIds);
      return Array.isArray(answer) ? new Set(videoIds.filter((id) => answer.includes(id))) : NOBODY;
    } catch (error) {
      dependencies.onError(access, error);
      return NOBODY;
    }
  };
}

async function decide(
  authorize: Authorize,
  context: AuthorizeContext,
  access: string,
  videoIds: readonly string[],
  timeout: number,
): Promise<AuthorizeAnswer> {
  const over = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new Error(`authorize() took longer than ${timeout / 1000} s.`);
    over.abort(error);
    reject(error);
  }, timeout);
  try {
    // A copy of its own: what is asked for is remembered, and a rule may be written in a language that lets it sort.
    const question = { access, videoIds: [...videoIds], signal: over.signal };
    return await Promise.race([authorize(context, question), late]);
  } finally {
    clearTimeout(timer);
  }
}
