import { setTimeout as wait } from 'node:timers/promises';
import type { Sandbox } from 'api-video-sandbox';
import type { Figure } from '../../sandbox/bench/figure.js';
import { type PlacedGallery, placedGallery } from '../galleries.js';
import { visit } from '../visit.js';
import { visitorAt } from '../visitor-at.js';
import type { Workbench } from '../workbench.js';

const SECONDS = 75;

type Spoil = (sandbox: Sandbox, videoId: string) => Promise<unknown>;

const call =
  (method: string, body?: string): Spoil =>
  async ({ apiUrl, apiKey }, videoId) => {
    const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
    const answer = await fetch(`${apiUrl}/videos/${videoId}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body && { body }),
    });
    if (!answer.ok) throw new Error(`The video could not be changed: ${answer.status}.`);
  };

/** Why a video may bring no session. */
const REASONS: Record<string, Spoil> = {
  deleted: call('DELETE'),
  'made public': call('PATCH', '{"public":true}'),
  'never exchanged': async (sandbox, videoId) =>
    sandbox.setFaults([{ kind: 'status', status: 500, host: 'media', path: `*/${videoId}/*/session` }]),
};

async function readsOf(workbench: Workbench, folder: string, gallery: PlacedGallery, spoil: Spoil) {
  const sandbox = await workbench.sandbox();
  const site = await workbench.serve(folder, sandbox);
  const one = { ...gallery, grants: gallery.grants.slice(0, 1) };
  await spoil(sandbox, gallery.videoIds[0] ?? '');
  const before = sandbox.counters().reads;
  const agent = visitorAt(0);
  await visit(site.url, one, agent);
  agent.destroy();
  await wait(SECONDS * 1000);
  const reads = sandbox.counters().reads - before;
  await site.close();
  return reads;
}

/** What one request for a video costs that brings no session, in the time after it. */
export async function readsWithoutSession(workbench: Workbench): Promise<Figure> {
  const folder = await workbench.site({ limits: {} });
  const gallery = await placedGallery(folder, 'scattered-24');
  const reasons = Object.entries(REASONS);
  const reads = await Promise.all(reasons.map(([, spoil]) => readsOf(workbench, folder, gallery, spoil)));
  const each = reasons.map(([name], index) => `${name} ${reads[index]}`).join(', ');
  return {
    name: 'abuse.deletedReads75s',
    value: Math.max(...reads),
    target: { atMost: 5 },
    what: `Reads of a video that brings no session, in ${SECONDS} s after one request for it: ${each}`,
  };
}
