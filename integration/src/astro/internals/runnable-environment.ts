import type { ViteDevServer } from 'vite';

/**
 * Reaches the very modules that a site's routes have, in the process of the dev server.
 *
 * Tried with Vite 8 and Astro 7.3. Vite's own `isRunnableDevEnvironment` is an `instanceof`, false for a site with another
 * copy of Vite than ours, so the runner itself is looked for. Without one, or under another name, there are no figures in
 * the dev toolbar and nothing else is missing; test/unit/astro/internals/runnable-environment.test.ts fails.
 */
export async function importInServer<Module>(
  { environments }: Pick<ViteDevServer, 'environments'>,
  file: string,
): Promise<Module | undefined> {
  const { ssr } = environments as { ssr?: { runner?: { import?: (file: string) => Promise<Module> } } };
  return ssr?.runner?.import?.(file);
}
