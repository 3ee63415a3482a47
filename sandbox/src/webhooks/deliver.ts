import { createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isLoopback } from '../http/loopback.js';
import type { Webhook, WebhookEvent } from './events.js';

const RETRIES = 3;
const TIMEOUT = 10_000;

/** Sends one event to one webhook; `pause` milliseconds between attempts. Other machines are never written to. */
export async function deliver(
  { url, webhookId, signatureSecret }: Webhook,
  event: WebhookEvent,
  pause: number,
  closing: AbortSignal,
): Promise<void> {
  if (!isLoopback(url)) return;
  const body = JSON.stringify(event);
  const headers = {
    'content-type': 'application/json',
    'X-Api-Video-WebhookID': webhookId,
    'X-Api-Video-Signature': signature(signatureSecret, body),
  };
  for (let attempt = 0; attempt <= RETRIES && !closing.aborted; attempt++) {
    if (attempt > 0) await delay(pause, undefined, { signal: closing }).catch(() => undefined);
    if (await accepted(url, { method: 'POST', headers, body, redirect: 'manual' }, closing)) return;
  }
}

/** Any status above 299 is a failure, redirects included. */
async function accepted(url: string, init: RequestInit, closing: AbortSignal): Promise<boolean> {
  try {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT)]);
    const response = await fetch(url, { ...init, signal });
    await response.body?.cancel();
    return response.status < 300;
  } catch {
    return false;
  }
}

/** Lower-case hex HMAC-SHA256 of the body; the whole secret, prefix included, is the key (api-video.md, "Webhooks"). */
export const signature = (secret: string, body: string): string =>
  createHmac('sha256', secret).update(body).digest('hex');
