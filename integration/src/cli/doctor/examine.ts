import { randomBytes } from 'node:crypto';
import { parseJson } from '../../api-video/http/send.js';
import { examineCaptions } from './captions.js';
import { examineCors } from './cors.js';
import { examineEncoding } from './encoding.js';
import { keyAccepted, keyRefused, otherEnvironment } from './environment-of-key.js';
import { examineErrors } from './errors.js';
import { type Account, type AccountOptions, createAccount } from './examined-account.js';
import type { Finding } from './finding.js';
import { examineFirstUse } from './first-use.js';
import { examineHls } from './hls.js';
import { emptyList, examineLists } from './lists.js';
import { examineAssets, take, unknownVideo } from './minting.js';
import { examineQuota, tooFewReads } from './quota.js';
import { examineSessions } from './session-findings.js';
import { examineTokens } from './token-findings.js';
import { UNASKED } from './unasked.js';

export interface Examination {
  apiUrl: string;
  findings: Finding[];
  /** False when api.video gave no usable answer at all. */
  answered: boolean;
}

/** Asks everything, in an order in which each question pays for no more tokens than it needs. */
export async function examine(options: AccountOptions, videoId: string | undefined): Promise<Examination> {
  const account = createAccount(options);
  const { apiUrl } = account;
  const nonce = randomBytes(8).toString('hex');
  const first = await account.read(emptyList(nonce));
  if (first.status === 401) {
    const other = otherEnvironment(apiUrl);
    const elsewhere = other ? createAccount({ ...options, apiUrl: other }) : undefined;
    return { apiUrl, findings: [await keyRefused(apiUrl, elsewhere)], answered: true };
  }
  if (first.status >= 500 || typeof parseJson(first.text) !== 'object') {
    return { apiUrl, findings: [noAnswer(apiUrl, first.status)], answered: false };
  }
  if (first.status !== 200) return { apiUrl, findings: [refusedCall(first.status)], answered: true };
  const findings = [
    keyAccepted(apiUrl),
    examineQuota(first),
    ...(await examineLists(account, nonce)),
    await examineErrors(account, nonce),
  ];
  const stop = videoId === undefined ? undefined : tooFewReads(await account.read(emptyList(nonce)));
  if (stop) findings.push(stop);
  else if (videoId !== undefined) findings.push(...(await examineVideo(account, options, videoId)));
  return { apiUrl, findings: [...findings, ...UNASKED], answered: true };
}

async function examineVideo(
  account: Account,
  { secrets }: AccountOptions,
  videoId: string,
): Promise<Finding[]> {
  const video = await account.video(videoId);
  if (!video) return [unknownVideo(videoId)];
  if (video.public) return [publicVideo(videoId)];
  const encoding = await examineEncoding(account, videoId);
  const first = take(account, video);
  if ('failure' in first) return [...encoding, first.failure];
  const { findings, held } = await examineTokens(account, secrets, video, first.minted);
  const asked = [...encoding, ...examineAssets(first.minted), ...findings];
  if (!held) return asked;
  return [
    ...asked,
    ...(await examineSessions(account, secrets, held)),
    await examineFirstUse(account, secrets, videoId),
    ...(await examineCors(account, held)),
    await examineHls(account, held),
    await examineCaptions(account, secrets, videoId),
  ];
}

const publicVideo = (videoId: string): Finding => ({
  id: 'video',
  level: 'problem',
  found: `Video ${videoId} is public, so it has no token to try.`,
  advice: 'Name a private video instead.',
});

const refusedCall = (status: number): Finding => ({
  id: 'account',
  level: 'problem',
  found: `api.video accepted the key and refused the call (${status}).`,
  advice:
    status === 429
      ? 'The quota is used up. Try again in a minute.'
      : 'Look at the state of your account on dashboard.api.video.',
});

const noAnswer = (apiUrl: string, status: number): Finding => ({
  id: 'account',
  level: 'problem',
  found: `${apiUrl} answered ${status}, in a form that is not api.video's.`,
  advice: 'Check APIVIDEO_API_URL, and whether a proxy stands in between.',
});
