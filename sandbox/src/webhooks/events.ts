/** See api-video.md, "Webhooks". */
export const WEBHOOK_EVENTS = [
  'live-stream.broadcast.started',
  'live-stream.broadcast.ended',
  'video.source.recorded',
  'video.encoding.quality.completed',
  'video.caption.generated',
  'video.summary.generated',
] as const;

export type WebhookEventType = (typeof WEBHOOK_EVENTS)[number];

export interface WebhookEvent {
  type: WebhookEventType;
  emittedAt: string;
  videoId?: string;
  liveStreamId?: string;
  encoding?: 'hls' | 'mp4';
  quality?: string;
}

export interface Webhook {
  webhookId: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  events: WebhookEventType[];
  url: string;
  signatureSecret: string;
}
