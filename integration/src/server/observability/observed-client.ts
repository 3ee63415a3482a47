import type { MintingClient } from '../../api-video/client.js';
import { ApiVideoError } from '../../api-video/errors.js';
import type { OnEvent } from '../../types.js';

type Call = 'list' | 'video' | 'session';

/** The same client, whose calls are told to `emit`. */
export function observedClient(client: MintingClient, emit: OnEvent, now: () => number): MintingClient {
  async function observed<T>(call: Call, made: Promise<T>): Promise<T> {
    const start = now();
    try {
      const result = await made;
      emit({ type: 'upstream', call, ok: true, duration: now() - start });
      return result;
    } catch (error) {
      const reason = error instanceof ApiVideoError ? error.reason : 'unexpected';
      emit({ type: 'upstream', call, ok: false, reason, duration: now() - start });
      throw error;
    }
  }
  const { listVideos } = client;
  return {
    isAllowed: client.isAllowed,
    ...(listVideos && { listVideos: (...given) => observed('list', listVideos(...given)) }),
    mintPage: (...given) => observed('list', client.mintPage(...given)),
    getVideo: (...given) => observed('video', client.getVideo(...given)),
    openSession: (...given) => observed('session', client.openSession(...given)),
  };
}
