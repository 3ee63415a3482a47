import { AstroError } from 'astro/errors';

/** What Astro makes of an .astro file, as far as it is called here. */
type Factory = ((result: unknown, props: object, slots: object) => unknown) & {
  isAstroComponentFactory?: boolean;
};

export interface Guarded {
  /** Of `vitrine()`, which names the file. */
  option: string;
  /** As messages name it. */
  file: string;
  /** What files like this often read, and are not given. */
  missing: string;
}

/** Never a text itself: it may be a title that not everybody may read. */
function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'text';
  return typeof value === 'object' && value !== null ? `{ ${Object.keys(value).join(', ')} }` : String(value);
}

/**
 * A component of the site's whose errors name the option, the file and what it is given: its author wrote it for pages of
 * another kind, perhaps.
 *
 * Tried with Astro 7.3, which calls what an .astro file exports with result, props and slots. Were it called otherwise, errors
 * would be those of the file alone, and test/site/errors.test.ts fails.
 */
export function guarded<Component>(component: Component, { option, file, missing }: Guarded): Component {
  const factory = component as Factory;
  if (typeof factory !== 'function' || !factory.isAstroComponentFactory) return component;
  const named = (error: unknown, props: object): Error => {
    const given = Object.entries(props).map(([name, value]) => `  ${name}: ${kindOf(value)}`);
    const told = new AstroError(
      `vitrine.${option}: ${file} failed. ${error instanceof Error ? error.message : String(error)}`,
      `It is given:\n${given.join('\n')}\n${missing}`,
    );
    if (error instanceof Error && error.stack) told.stack = error.stack;
    return told;
  };
  const call: Factory = (result, props, slots) => {
    try {
      const made = factory(result, props, slots);
      return made instanceof Promise
        ? made.catch((error: unknown) => Promise.reject(named(error, props)))
        : made;
    } catch (error) {
      throw named(error, props);
    }
  };
  return Object.assign(call, factory) as Component;
}
