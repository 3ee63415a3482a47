import { ApiVideoError } from '../api-video/errors.js';
import { readEnvironment } from '../astro/environment.js';
import { DOCTOR_HELP, parseDoctorArguments } from './doctor/arguments.js';
import { examineAstroKey } from './doctor/astro-key-finding.js';
import { confirmMinting } from './doctor/confirm.js';
import { exitCodeOf, jsonReport, textReport } from './doctor/doctor-report.js';
import { type Examination, examine } from './doctor/examine.js';
import { createSecrets } from './doctor/secrets.js';
import { siteAccess } from './site-access.js';

/** `vitrine doctor`: asks, prints, and leaves its verdict in the exit code. */
export async function doctorCommand(argv: string[]): Promise<void> {
  const { help, json, video, yes, site, hosts } = parseDoctorArguments(argv);
  if (help) return console.log(DOCTOR_HELP);
  const environment = readEnvironment(process.cwd(), 'production');
  const access = siteAccess(environment);
  if (video && !yes && !(await confirmMinting(video)))
    return console.error('Nothing was minted, and api.video was not asked.');
  const secrets = createSecrets();
  const examination = await examine({ ...access, hosts, site, fetch, secrets }, video).catch(unreached);
  examination.findings.unshift(...examineAstroKey(environment.ASTRO_KEY));
  console.log(secrets.mask(json ? jsonReport(examination) : textReport(examination)));
  process.exitCode = exitCodeOf(examination);
}

/** A host that cannot be reached is a finding too. */
function unreached(error: unknown): Examination {
  if (!(error instanceof ApiVideoError)) throw error;
  const finding = { id: 'network', level: 'problem', found: error.message } as const;
  return { apiUrl: 'api.video', findings: [finding], answered: false };
}
