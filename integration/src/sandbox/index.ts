export type { Limits, SandboxOptions, Switches } from './options.js';
export { DEFAULT_API_KEY } from './options.js';
export { type Sandbox, startSandbox } from './start.js';
export type { CounterReport } from './state/report.js';
