// npm run bench -- [NAME …] [--json FILE]: measures, prints a table, writes the figures.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Figure, meets } from './figure.js';
import { BENCHES } from './registry.js';
import { table } from './table.js';
import { createWorkbench, type Workbench } from './workbench.js';

/** The figures of one bench; one that fails says why and leaves the others their turn. */
async function measure(name: string, workbench: Workbench): Promise<Figure[]> {
  try {
    const { bench } = (await BENCHES[name]?.()) ?? {};
    return (await bench?.(workbench)) ?? [];
  } catch (error) {
    console.error(`bench ${name} failed:`, error);
    process.exitCode = 1;
    return [];
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' } },
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(BENCHES, name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no bench "${unknown.join('", "')}". There are: ${Object.keys(BENCHES).join(', ')}.`,
    );
  }
  const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
  const workbench = createWorkbench();
  const figures: Figure[] = [];
  try {
    for (const name of names) {
      console.error(`bench ${name} …`);
      figures.push(...(await measure(name, workbench)));
    }
  } finally {
    await workbench.close();
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

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
