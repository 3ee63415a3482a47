import { createClient } from '../../integration/src/api-video/client.js';
import { ApiVideoError } from '../../integration/src/api-video/errors.js';
import { openAccount } from '../../integration/src/content/sync/account-reader.js';
import { createPace } from '../../integration/src/content/sync/pace.js';

// Run by `upstreamBodyPeak`: asks a host whose every answer is far too large for all that is asked of api.video.
const { HOSTILE_URL: apiUrl = '' } = process.env;
const access = { apiKey: 'key', apiUrl, hosts: [] };
const options = { ...access, timeout: 60_000 };
const client = createClient(options);
const order = { sortBy: 'createdAt', sortOrder: 'asc' } as const;
const video = { kind: 'vod', id: 'vi1', token: 'T1' } as const;

const reads: (() => Promise<unknown>)[] = [
  () => client.listVideos(order, 1),
  () => client.mintPage(order, 1),
  () => client.getVideo('vi1'),
  () => client.getStatus('vi1'),
  () => client.openSession(apiUrl, video),
  () => createClient({ ...options, fetch }).openSession(apiUrl, video),
  () => openAccount(access, createPace()).readPage(order, 1),
];

for (const read of reads) {
  const error = await read().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiVideoError) || error.reason !== 'invalid-answer') {
    throw new Error(`An answer of 600 MB was taken for something else: ${error}`);
  }
}
