/** What a player has told the collector once, and how the request came. */
export interface Ping {
  /** As it was sent. */
  body: Readonly<Record<string, unknown>>;
  /** Headers that could say who watches, as far as there were any. */
  referer?: string;
  cookie?: string;
}

/** Pings kept; the oldest go first. */
const MOST = 1000;

export function keepPing(pings: Ping[], ping: Ping): void {
  pings.push(ping);
  if (pings.length > MOST) pings.shift();
}
