// Loaded into a build by `node --import`: leaves the most memory that it held, in kilobytes, where it is told to.
import { writeFileSync } from 'node:fs';

const file = process.env.BENCH_PEAK_MEMORY;
if (file) process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
