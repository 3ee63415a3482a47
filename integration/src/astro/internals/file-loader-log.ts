import type { LoaderContext } from 'astro/loaders';

const UNREADABLE = /^Error reading data from (.+)$/;

/**
 * A logger that tells which file `file()` could not read, instead of saying no more than that.
 *
 * Tried with Astro 7.3, whose `file()` logs this line and goes on without entries. With another one a slip in such a file
 * is told in Astro's words; test/site/mistakes.test.ts fails.
 *
 * @param unreadable Whether the file is told elsewhere.
 */
export function watchFileLoader(
  logger: LoaderContext['logger'],
  unreadable: (file: string) => boolean,
): LoaderContext['logger'] {
  return Object.assign(Object.create(logger) as LoaderContext['logger'], {
    error(message: string) {
      const [, file] = UNREADABLE.exec(message) ?? [];
      if (file === undefined || !unreadable(file)) logger.error(message);
    },
  });
}
