// npm run bench -- [NAME …] [--json FILE]
import { runBenches } from '../sandbox/bench/command.js';
import { BENCHES } from './registry.js';
import { createWorkbench } from './workbench.js';

const workbench = createWorkbench();
const bound = Object.entries(BENCHES).map(
  ([name, load]) => [name, async () => (await load()).bench(workbench)] as const,
);
try {
  await runBenches(Object.fromEntries(bound));
} finally {
  await workbench.close();
}
