import { readFile } from 'node:fs/promises';
import type { Authorize } from 'astro-vitrine';

/**
 * Who may watch what. Write the id of a video into `withdrawn.txt`, beside the running server, and nobody gets it any
 * more, from this moment on and without a build.
 */
export const authorize: Authorize = async ({ session }, { access, videoIds }) => {
  const isMember = (await session?.get('member')) === true;
  if (access !== 'public' && !(access === 'members' && isMember)) return false;
  const withdrawn = await readFile('withdrawn.txt', 'utf8').catch(() => '');
  return videoIds.filter((id) => !withdrawn.includes(id));
};
