import { atom } from '../http/atom-date.js';
import { completions } from '../state/encoding.js';
import type { VideoMedia } from '../state/video-media.js';
import type { World } from '../world.js';

/**
 * Announces each quality of a file that has just arrived, when the clock comes to its end (api-video.md, "Webhooks").
 */
export function announceEncoding({ webhooks, switches }: World, videoId: string, media: VideoMedia): void {
  for (const { type, quality, at } of completions(media, switches.encodingTime)) {
    webhooks.emitAt(at, {
      type: 'video.encoding.quality.completed',
      emittedAt: atom(at),
      videoId,
      encoding: type,
      quality,
    });
  }
}
