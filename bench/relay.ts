import { Agent, get } from 'node:http';
import type { Figure } from '../sandbox/bench/figure.js';
import { placedGallery } from './galleries.js';
import type { Workbench } from './workbench.js';

const VIEWS = 10_000;
const CONCURRENCY = 8;

/** One thumbnail as a browser asks for it; gives the bytes of the picture. */
function picture(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    get(
      url,
      { agent, headers: { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'image' } },
      (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.byteLength;
        });
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === 200 && bytes > 0) resolve(bytes);
          else reject(new Error(`A relayed thumbnail was answered with ${response.statusCode}.`));
        });
      },
    ).on('error', reject);
  });
}

/** What looking at a gallery costs at api.video where the server hands the thumbnails out itself. */
export async function relayReads(workbench: Workbench): Promise<Figure> {
  const folder = await workbench.site({ thumbnails: 'relay' });
  const gallery = await placedGallery(folder, 'tagged-24');
  const sandbox = await workbench.sandbox();
  const site = await workbench.serve(folder, sandbox);
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  const urls = gallery.grants.map(
    (grant) => site.url + gallery.endpoint.replace(/tokens(\/?)$/, `thumbnail/${grant}$1`),
  );
  for (let view = 0; view < VIEWS; view++) await Promise.all(urls.map((url) => picture(url, agent)));
  agent.destroy();
  const { reads } = sandbox.counters();
  await site.close();
  return {
    name: 'views.relay.readsPerVideo',
    value: reads / urls.length,
    target: { atMost: 1 },
    what: `Reads at api.video for ${VIEWS} views of ${urls.length} relayed thumbnails, over the number of videos: ${reads} reads`,
  };
}
