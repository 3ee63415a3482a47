export { parseFaults } from './faults/parse.js';
export type { Fault, FaultHost, FaultKind } from './faults/plan.js';
export type { Limits, SandboxOptions, Switches } from './options.js';
export { DEFAULT_API_KEY, DEFAULT_SWITCHES } from './options.js';
export { type Sandbox, startSandbox } from './start.js';
export type { CounterReport } from './state/counters.js';
export type { Ping } from './state/pings.js';
export { parseSwitches } from './switch-rules.js';
