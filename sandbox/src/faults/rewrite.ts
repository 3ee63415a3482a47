import type { Answer } from '../http/exchange.js';
import type { World } from '../world.js';
import type { FaultKind } from './plan.js';

/** A video or a live stream. */
interface Item {
  videoId?: string;
  liveStreamId?: string;
  assets: Record<string, string> | null;
}

/** Answers of the management API that are well-formed and wrong. Others pass as they are. */
export function rewriteAnswer(world: World, kind: FaultKind, answer: Answer): Answer {
  const body = answer.status === 200 && answer.body ? parsed(answer.body) : undefined;
  if (!body) return answer;
  const items: Item[] = body.data ?? [body];
  if (kind === 'used-tokens') for (const item of items) useUp(world, item);
  if (kind === 'missing-tokens') for (const item of items) dropToken(item);
  if (kind === 'duplicate' && body.data) repeatLast(world, body.data);
  return { ...answer, body: JSON.stringify(body) };
}

function parsed(body: string | Uint8Array): (Item & { data?: Item[] }) | undefined {
  try {
    return JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}

const tokenOf = ({ assets }: Item) =>
  assets?.player ? new URL(assets.player).searchParams.get('token') : null;

function useUp(world: World, item: Item): void {
  const token = tokenOf(item);
  if (token) world.tokens.admit(item.videoId ?? item.liveStreamId ?? '', token, undefined);
}

function dropToken(item: Item): void {
  const token = tokenOf(item);
  if (!token || !item.assets) return;
  for (const [name, url] of Object.entries(item.assets)) {
    item.assets[name] = [`/token/${token}`, `/private/${token}`, `?token=${token}`].reduce(
      (bare, part) => bare.replaceAll(part, ''),
      url,
    );
  }
}

/** As if a video had been added between two pages; the last item of the list before, by fault plan. */
const lastItems = new WeakMap<object, Item>();

function repeatLast(world: World, data: Item[]): void {
  const before = lastItems.get(world.faults);
  const last = data.at(-1);
  if (last) lastItems.set(world.faults, last);
  if (before && data.length > 0) data.splice(0, 0, before);
}
