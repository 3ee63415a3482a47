import { fileURLToPath } from 'node:url';
import { loadEnv } from 'vite';

export type Environment = Record<string, string | undefined>;

/** The environment with the project's `.env` files below it, as Astro itself sees them. */
export function readEnvironment(root: URL, mode: string): Environment {
  return { ...loadEnv(mode, fileURLToPath(root), ''), ...process.env };
}
