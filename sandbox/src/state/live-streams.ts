import type { Picture } from './videos.js';

/** One live stream. Nothing is sent to the sandbox: on air, it plays one of its own clips over and over. */
export interface LiveStream {
  liveStreamId: string;
  name: string;
  streamKey: string;
  public: boolean;
  playerId?: string;
  restreams: Restream[];
  /** Dates in milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
  /** Set while it is on air. */
  onAirSince?: number;
  thumbnail?: Picture;
}

export interface Restream {
  name: string;
  serverUrl: string;
  streamKey: string;
}

export interface LiveStreams {
  get(liveStreamId: string): LiveStream | undefined;
  put(stream: LiveStream): void;
  /** Whether there was one. */
  delete(liveStreamId: string): boolean;
  all(): LiveStream[];
}

export function createLiveStreams(): LiveStreams {
  const streams = new Map<string, LiveStream>();
  return {
    get: (liveStreamId) => streams.get(liveStreamId),
    put: (stream) => {
      streams.set(stream.liveStreamId, stream);
    },
    delete: (liveStreamId) => streams.delete(liveStreamId),
    all: () => [...streams.values()],
  };
}
