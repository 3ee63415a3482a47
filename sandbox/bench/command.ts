import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Figure, meets } from './figure.js';
import { table } from './table.js';

type Benches = Record<string, () => Promise<Figure[]>>;

/** `[NAME …] [--json FILE]` on the command line: measures, prints a table, writes the figures. */
export async function runBenches(benches: Benches): Promise<void> {
  try {
    await measureNamed(benches);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

async function measureNamed(benches: Benches): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' } },
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no bench "${unknown.join('", "')}". There are: ${Object.keys(benches).join(', ')}.`,
    );
  }
  const names = positionals.length > 0 ? positionals : Object.keys(benches);
  const figures: Figure[] = [];
  for (const name of names) {
    console.error(`bench ${name} …`);
    figures.push(...(await measure(name, benches[name])));
  }
  console.log(table(figures));
  const missed = figures.filter((figure) => meets(figure) === false).map(({ name }) => name);
  console.log(
    missed.length > 0 ? `\nMissed: ${missed.join(', ')}` : '\nEvery target that was measured is met.',
  );
  if (values.json) {
    const byName = Object.fromEntries(figures.map(({ name, value }) => [name, value]));
    await writeFile(values.json, `${JSON.stringify({ figures: byName }, null, 2)}\n`);
  }
}

/** The figures of one bench; one that fails says why and leaves the others their turn. */
async function measure(name: string, bench: Benches[string] | undefined): Promise<Figure[]> {
  try {
    return (await bench?.()) ?? [];
  } catch (error) {
    console.error(`bench ${name} failed:`, error);
    process.exitCode = 1;
    return [];
  }
}
