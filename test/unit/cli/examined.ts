import type { Sandbox } from 'api-video-sandbox';
import { expect } from 'vitest';
import {
  jsonReport,
  sandboxSwitches,
  textReport,
} from '../../../integration/src/cli/doctor/doctor-report.js';
import { type Examination, examine } from '../../../integration/src/cli/doctor/examine.js';
import { createSecrets } from '../../../integration/src/cli/doctor/secrets.js';
import { countLeaks } from '../../helpers/leaks.js';

export interface Examined extends Examination {
  /** The words of one finding, with its level in front. */
  said(id: string): string;
  switches: ReturnType<typeof sandboxSwitches>;
}

export interface Settings {
  apiKey?: string;
  apiUrl?: string;
  site?: string;
  fetch?: typeof globalThis.fetch;
}

/**
 * Runs the doctor against a sandbox. Whatever it finds, no token that the sandbox ever issued, nor its key, may stand in
 * either report, even before anything is masked.
 */
export async function examined(
  sandbox: Sandbox,
  videoId?: string,
  { apiKey = sandbox.apiKey, apiUrl = sandbox.apiUrl, site, fetch = globalThis.fetch }: Settings = {},
): Promise<Examined> {
  const options = { apiKey, apiUrl, hosts: [], site, fetch, secrets: createSecrets() };
  const examination = await examine(options, videoId);
  const { privateTokens, sessionTokens } = sandbox.issued();
  const reports = textReport(examination) + jsonReport(examination);
  expect(countLeaks(reports, [...privateTokens, ...sessionTokens, apiKey])).toBe(0);
  expect(sandbox.counters().keyOnDeliveryHost).toBe(0);
  return {
    ...examination,
    said(id) {
      const finding = examination.findings.find((each) => each.id === id);
      return finding ? `${finding.level}: ${finding.found}` : `nothing was said of ${id}`;
    },
    switches: sandboxSwitches(examination.findings),
  };
}
