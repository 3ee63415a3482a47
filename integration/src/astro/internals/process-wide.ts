/**
 * What must outlive a restart of the dev server and be seen by every copy of this package in one process: Astro loads the
 * integration natively and the content loader through Vite. Tried with Astro 7.3 and Vite 8; where both load the same
 * copy, it does no harm.
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
