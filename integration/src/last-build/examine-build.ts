import type { Access } from '../api-video/credentials.js';
import { type Account, openAccount } from '../content/sync/account-reader.js';
import { createSeal } from '../content/sync/account-seal.js';
import { accountDigest } from '../content/sync/content-digest.js';
import type { EntryPage } from '../content/sync/entry.js';
import { createPace } from '../content/sync/pace.js';
import { addStatuses } from '../content/sync/statuses.js';
import { createDigests, type VideoDigests } from '../content/sync/video-digest.js';
import { isAstroKey } from '../grants/astro-key.js';
import { deriveGrantKeys, deriveGrantSecret } from '../grants/keys.js';
import { type Changes, findChanges, readHead } from './find-changes.js';
import type { LastBuild } from './last-build.js';
import { readLastBuild } from './last-build-file.js';
import { noBuild, type Reason, reasonsOf, reasonsWithin } from './reasons.js';
import { release } from './release.js';
import { type Counting, shownVideos } from './shown-videos.js';

export interface Examined {
  /** None where a build would change nothing. */
  reasons: Reason[];
  /** Absent where they cannot be compared. */
  changes?: Changes;
  /** When the last build read the account, in milliseconds since 1970. */
  builtAt?: number;
  /** Whether only what pages show was looked at. */
  onlyShown: boolean;
}

export interface ExamineOptions {
  access: Access;
  /** As it is in the environment. */
  astroKey: string | undefined;
  /** What the build left, and how a report calls it. */
  file: URL;
  fileName: string;
  onlyShown: boolean;
  time?: number;
}

/** Somebody asks every few minutes: trouble that stays is told, not waited for. */
const FEW_TRIES = { attempts: 3, longestWait: 5000 };

/** Reads for videos that had no length yet, at most. */
const MOST_STATUSES = 5;

const EVERY: Counting = { entry: () => true, name: () => true };

/** Whether a build would change the site, by one read of the account, which also shows that the key is good. */
export async function examineBuild(options: ExamineOptions): Promise<Examined> {
  const { access, file, fileName, time = Date.now() } = options;
  const build = readLastBuild(file);
  const hosts = typeof build === 'string' ? [] : build.hosts;
  const account = openAccount({ ...access, hosts }, createPace(), FEW_TRIES);
  const head = await readHead(account.readPage);
  if (typeof build === 'string') return { reasons: [noBuild(build, fileName)], onlyShown: false };

  const own = accountDigest({ ...access, hosts });
  const grantKey = grantKeyOf(options.astroKey);
  const reasons = reasonsWithin(build, { time, release: release(), account: own, grantKey });
  const builtAt = build.at;
  if (build.account !== own) return { builtAt, reasons, onlyShown: false };

  const digests = createDigests(access.apiKey);
  const seal = createSeal(access.apiKey);
  const shown = options.onlyShown && shownVideos(build.shown, head.entries, { digests, seal });
  const counts = shown || EVERY;
  const changes = await findChanges(build, head, digests, counts);
  reasons.push(...reasonsOf(changes));
  if (reasons.length === 0) {
    const entries = head.entries.filter(counts.entry);
    reasons.push(...(await newLengths(build, account, { ...head, entries }, digests)));
  }
  return { builtAt, reasons, changes, onlyShown: Boolean(shown) };
}

function grantKeyOf(astroKey: string | undefined): string | undefined {
  const key = astroKey?.trim();
  return key && isAstroKey(key)
    ? deriveGrantKeys(deriveGrantSecret(key)).id.toString('base64url')
    : undefined;
}

/** The list does not tell when a video can be played: the newest of those that could not are asked for, if there are any. */
async function newLengths(
  { open }: LastBuild,
  account: Account,
  head: EntryPage,
  digests: VideoDigests,
): Promise<Reason[]> {
  const waiting = head.entries.flatMap(({ id, data }) => {
    const known = open[digests.ofId(id)];
    return known ? [{ id, position: 0, data: { ...data, ...known } }] : [];
  });
  const news = await addStatuses(account, waiting.reverse(), (asked) => asked < MOST_STATUSES);
  return news.size > 0 ? [{ id: 'lengths', text: `can be played by now: ${news.size}` }] : [];
}
