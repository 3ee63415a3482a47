import { createHmac } from 'node:crypto';

/** Lower-case hex HMAC-SHA256 of the body; the whole secret, prefix included, is the key (api-video.md, "Webhooks"). */
export const signature = (secret: string, body: string): string =>
  createHmac('sha256', secret).update(body).digest('hex');
