import type { ReadyVideo } from '../shared/tokens.js';

/** `https:` anywhere, `http:` on loopback alone. */
const SAFE_URL = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1])(:\d+)?\/)/;

/** Whether a session is for this video, and none of its URLs could do harm as a link or a picture. */
export const fits = (ready: ReadyVideo, video: string): boolean =>
  ready.id === video && Object.values(ready.assets).every((url) => SAFE_URL.test(url));
