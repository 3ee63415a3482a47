// npm run bench -- [NAME …] [--json FILE]
import { runBenches } from './command.js';
import { BENCHES } from './index.js';

await runBenches(BENCHES);
