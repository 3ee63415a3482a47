import { type Agent, get } from 'node:http';
import type { Figure } from '../../sandbox/bench/figure.js';
import { placedGallery } from '../galleries.js';
import { visitorAt } from '../visitor-at.js';
import type { Workbench } from '../workbench.js';
import { readsWhenQuiet } from './quiet.js';

const REQUESTS = 700;

function statusOf(url: string, agent: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'image' } }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    }).on('error', reject);
  });
}

/** What a relayed thumbnail costs that api.video does not hand out. */
export async function failingPictures(workbench: Workbench): Promise<Figure> {
  const folder = await workbench.site({ thumbnails: 'relay', limits: {} });
  const gallery = await placedGallery(folder, 'tagged-24');
  const sandbox = await workbench.sandbox();
  sandbox.setFaults([{ kind: 'status', status: 500, host: 'media', path: '*/thumbnail.jpg*' }]);
  const site = await workbench.serve(folder, sandbox);
  const agent = visitorAt(0, 8);
  const url = site.url + gallery.endpoint.replace(/tokens(\/?)$/, `thumbnail/${gallery.grants[0]}$1`);
  for (let request = 0; request < REQUESTS; request++) {
    const status = await statusOf(url, agent);
    if (status !== 503) throw new Error(`A thumbnail that fails was answered with ${status}.`);
  }
  agent.destroy();
  const reads = await readsWhenQuiet(sandbox);
  await site.close();
  return {
    name: 'abuse.relayReads',
    value: reads,
    target: { atMost: 5 },
    what: `Reads at api.video for ${REQUESTS} requests for a relayed thumbnail that fails`,
  };
}
