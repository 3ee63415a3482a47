/**
 * What outlives a restart of the dev server and is seen by every copy of this package in one process.
 *
 * Tried with Astro 7.3, which loads the integration natively, and the content loader and pages through Vite, in the same
 * process. Where all load one copy this does no harm; were pages built in another process, the end of a build would say
 * nothing of them and no access would be narrowed, and test/site/galleries.test.ts and test/gate/narrowed.test.ts fail.
 */
const NAME = Symbol.for('astro-vitrine.process');

type Slots = Record<string, unknown>;

/** One value of this process by its name, made when it is first asked for. */
export function processWide<T extends object>(name: string, make: () => T): T {
  const holder = globalThis as { [NAME]?: Slots };
  holder[NAME] ??= {};
  holder[NAME][name] ??= make();
  return holder[NAME][name] as T;
}
