/** How full pool and quota are: what the dev server tells the app in the dev toolbar. Holds no token. */
export interface Meters {
  /** Undefined until the first visitor's request made the server's parts. */
  pool?: { ready: number; total: number; waiting: number; reading: number };
  /** Reads at api.video, as its last answer told. */
  quota?: { limit: number; remaining: number; resetIn: number };
  /** The admin page of the sandbox in use. */
  admin?: string;
}

/** Where the dev server answers with them; outside `base`, as Vite's own addresses are. */
export const METERS_PATH = '/@vitrine/meters';
