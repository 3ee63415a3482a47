import { loadEnv } from 'vite';

/** The variables of a project as its build sees them: the environment, then its `.env` files. */
export function projectEnvironment(folder: string): Record<string, string | undefined> {
  return { ...loadEnv('production', folder, ['APIVIDEO_', 'ASTRO_KEY']), ...process.env };
}
