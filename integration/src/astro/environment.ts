import { fileURLToPath } from 'node:url';
import { loadEnv } from 'vite';

export type Environment = Record<string, string | undefined>;

/** The environment with a project's `.env` files below it, as Astro itself sees them. */
export function readEnvironment(folder: string | URL, mode: 'development' | 'production'): Environment {
  const path = folder instanceof URL ? fileURLToPath(folder) : folder;
  return { ...loadEnv(mode, path, ''), ...process.env };
}
