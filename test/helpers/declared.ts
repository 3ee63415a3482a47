/** The statuses that each route of ours may answer with, in one place. Everything else is a defect. */
export const DECLARED = {
  tokens: [200, 400, 403, 405, 413, 415, 429, 503],
  watch: [200, 302, 403, 404, 405, 410, 429, 503],
  thumbnail: [200, 304, 403, 404, 405, 410, 429, 503],
} as const;

export type GateRoute = keyof typeof DECLARED;

/** What Astro and Node answer before our handlers are reached: malformed HTTP, unknown addresses. */
export const BEFORE_US: readonly number[] = [400, 404, 408, 413, 414, 431];

/** Statuses of the 500 family that are promises: trouble that passes, with the time to wait. */
export const DECLARED_TROUBLE: readonly number[] = [503];
