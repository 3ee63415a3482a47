import { loadEnv } from 'vite';

/** The variables of a project as its build sees them: the environment, then its `.env` files. */
export function projectEnvironment(folder: string): { apiKey?: string; apiUrl?: string } {
  const { APIVIDEO_API_KEY: apiKey, APIVIDEO_API_URL: apiUrl } = {
    ...loadEnv('production', folder, 'APIVIDEO_'),
    ...process.env,
  };
  return { ...(apiKey && { apiKey }), ...(apiUrl && { apiUrl }) };
}
