import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InjectedType } from 'astro';

/**
 * A file of types that a site refers to and that is written here: what stands in it is known only once the content is
 * loaded, after Astro was told of it. It is left alone where nothing has changed.
 *
 * Tried with Astro 7.3, which refers to an injected file in any case and writes it only where it is given content. If it
 * wrote an empty file, editors would complete no gallery; test/site/types.test.ts fails.
 */
export function writtenTypes(
  inject: (type: InjectedType) => URL,
  filename: string,
  before: string,
): (text: string) => void {
  const file = fileURLToPath(inject({ filename, content: '' }));
  const write = (text: string) => {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  if (!existsSync(file)) write(before);
  return write;
}
