import { burstReads } from './abuse/burst.js';
import { failingPictures } from './abuse/failing-pictures.js';
import { otherVisitors } from './abuse/flood.js';
import { hungRedis } from './abuse/hung-redis.js';
import { readsWithoutSession } from './abuse/no-session.js';
import { upstreamBodyPeak } from './abuse/upstream-body.js';
import type { Bench } from './workbench.js';

export const bench: Bench = async (workbench) => [
  await burstReads(workbench),
  await otherVisitors(workbench),
  await failingPictures(workbench),
  await hungRedis(workbench),
  await readsWithoutSession(workbench),
  await upstreamBodyPeak(),
];
