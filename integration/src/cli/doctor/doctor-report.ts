import { DEFAULT_SWITCHES, type Switches } from 'api-video-sandbox';
import type { Examination } from './examine.js';
import type { Finding, FindingLevel } from './finding.js';

/** 0 nothing to change, 1 something to change, 3 no usable answer; wrong usage (2) never gets here. */
export function exitCodeOf({ answered, findings }: Examination): number {
  if (!answered) return 3;
  return findings.some(({ level }) => level === 'problem') ? 1 : 0;
}

/** The switches of all findings that differ from how a sandbox starts. */
export function sandboxSwitches(findings: readonly Finding[]): Partial<Switches> {
  const found: Partial<Switches> = Object.assign({}, ...findings.map(({ sandbox }) => sandbox ?? {}));
  const standard: Record<string, unknown> = DEFAULT_SWITCHES;
  const differing = Object.entries(found).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(standard[name]),
  );
  return Object.fromEntries(differing);
}

export function jsonReport(examination: Examination): string {
  const { apiUrl, findings } = examination;
  const report = { apiUrl, exitCode: exitCodeOf(examination), findings, sandbox: sandboxSwitches(findings) };
  return JSON.stringify(report, null, 2);
}

const LEVELS: Record<FindingLevel, string> = { ok: 'ok', note: 'note', problem: 'PROBLEM', unasked: '-' };

function lines({ level, found, advice, question }: Finding): string[] {
  const section = question ? ` [${question}]` : '';
  return [`  ${LEVELS[level].padEnd(8)} ${found}${section}`, ...(advice ? [`           > ${advice}`] : [])];
}

/** What is known about api.video, and what is open. */
export const DOCUMENT = 'https://github.com/astro-vitrine/astro-vitrine/blob/main/sandbox/docs/api-video.md';

/** For people; behind an answer stands the section of the document whose open question it answers. */
export function textReport({ apiUrl, findings }: Examination): string {
  const asked = findings.filter(({ level }) => level !== 'unasked');
  const unasked = findings.filter(({ level }) => level === 'unasked');
  const switches = Object.entries(sandboxSwitches(findings)).map(
    ([name, value]) => ` --set '${name}=${typeof value === 'string' ? value : JSON.stringify(value)}'`,
  );
  return [
    `What ${apiUrl} says. In brackets stands the section whose open question it answers, in`,
    `${DOCUMENT}:`,
    '',
    ...asked.flatMap(lines),
    ...(unasked.length > 0 ? ['', 'Not asked:', '', ...unasked.flatMap(lines)] : []),
    '',
    'A local sandbox that behaves the same:',
    '',
    `  npx vitrine sandbox${switches.join('')}`,
  ].join('\n');
}
