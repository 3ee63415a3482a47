import type { Session } from './session.js';

export interface PoolLimits {
  /** Ready sessions of one video at most. */
  perVideo: number;
  /** Ready sessions in all. */
  total: number;
  /** Milliseconds a session may wait; the visitor who gets it loses as much of its 24 hours. */
  maxAge: number;
}

export const DEFAULT_POOL: PoolLimits = { perVideo: 50, total: 5000, maxAge: 60 * 60 * 1000 };

/** Ready sessions, each handed out once. In memory only. */
export interface Pool {
  take(videoId: string): Session | undefined;
  /** False when the pool is full: the session is dropped. */
  put(session: Session): boolean;
  count(videoId: string): number;
  size(): number;
  clear(): void;
}

export function createPool(limits: PoolLimits, now: () => number): Pool {
  const ready = new Map<string, Session[]>();
  let size = 0;

  /** Sessions stand in the order they were opened, so the old ones are in front. */
  function dropOld(videoId: string, sessions: Session[]): Session[] {
    const oldest = now() - limits.maxAge;
    if ((sessions[0]?.openedAt ?? oldest) > oldest) return sessions;
    const fresh = sessions.findIndex(({ openedAt }) => openedAt > oldest);
    size -= sessions.splice(0, fresh < 0 ? sessions.length : fresh).length;
    if (sessions.length === 0) ready.delete(videoId);
    return sessions;
  }

  function current(videoId: string): Session[] {
    const sessions = ready.get(videoId);
    return sessions ? dropOld(videoId, sessions) : [];
  }

  return {
    take(videoId) {
      const sessions = current(videoId);
      const session = sessions.shift();
      if (!session) return undefined;
      size--;
      if (sessions.length === 0) ready.delete(videoId);
      return session;
    },
    put(session) {
      const sessions = current(session.videoId);
      if (size >= limits.total || sessions.length >= limits.perVideo) return false;
      ready.set(session.videoId, sessions);
      sessions.push(session);
      size++;
      return true;
    },
    count: (videoId) => current(videoId).length,
    size() {
      for (const [videoId, sessions] of ready) dropOld(videoId, sessions);
      return size;
    },
    clear() {
      ready.clear();
      size = 0;
    },
  };
}
