/** How many open sessions the server keeps ready, where the option `pool` does not say otherwise. */
export const POOL_DEFAULTS = { perVideo: 50, total: 5000, maxAgeMinutes: 60 };
