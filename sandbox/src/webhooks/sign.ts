import { createHmac } from 'node:crypto';

/** Lower-case hex HMAC-SHA256 of the body; the whole secret, prefix included, is the key (apivideo-contract 13). */
export const signature = (secret: string, body: string): string =>
  createHmac('sha256', secret).update(body).digest('hex');
