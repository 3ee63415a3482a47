import type { Random } from '../state/random.js';
import type { Webhook, WebhookEvent, WebhookEventType } from './events.js';

export interface Webhooks {
  create(url: string, events: WebhookEventType[]): Webhook;
  get(webhookId: string): Webhook | undefined;
  /** Whether there was one. */
  delete(webhookId: string): boolean;
  all(): Webhook[];
  /** Sends an event to every webhook that subscribed to its type. */
  emit(event: WebhookEvent): void;
  /** The same, once the clock has come to `dueAt` (ms). */
  emitAt(dueAt: number, event: WebhookEvent): void;
  /** Sends what is due; for when the clock was moved. */
  flush(): void;
  /** Forgets what is still to be sent. */
  stop(): void;
}

export function createWebhooks(
  clock: () => number,
  random: Random,
  send: (webhook: Webhook, event: WebhookEvent) => void,
): Webhooks {
  const webhooks = new Map<string, Webhook>();
  let pending: { dueAt: number; event: WebhookEvent }[] = [];
  let timers: NodeJS.Timeout[] = [];

  function emit(event: WebhookEvent): void {
    for (const webhook of webhooks.values()) if (webhook.events.includes(event.type)) send(webhook, event);
  }

  function flush(): void {
    const now = clock();
    const due = pending.filter(({ dueAt }) => dueAt <= now);
    pending = pending.filter(({ dueAt }) => dueAt > now);
    for (const { event } of due) emit(event);
  }

  return {
    create(url, events) {
      const webhook = {
        webhookId: `webhook_${random.alphanumeric('webhook', 22)}`,
        createdAt: clock(),
        events,
        url,
        signatureSecret: `sig_sec_${random.alphanumeric('signature', 22)}`,
      };
      webhooks.set(webhook.webhookId, webhook);
      return webhook;
    },
    get: (webhookId) => webhooks.get(webhookId),
    delete: (webhookId) => webhooks.delete(webhookId),
    all: () => [...webhooks.values()],
    emit,
    emitAt(dueAt, event) {
      pending.push({ dueAt, event });
      timers.push(setTimeout(flush, Math.max(0, dueAt - clock())).unref());
    },
    flush,
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers = [];
      pending = [];
    },
  };
}
