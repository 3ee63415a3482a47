import { createInterface } from 'node:readline/promises';
import { UsageError } from '../usage-error.js';

/** Asks before tokens are minted; where nobody can answer, `--yes` must. */
export async function confirmMinting(videoId: string, { stdin, stderr } = process): Promise<boolean> {
  if (!stdin.isTTY)
    throw new UsageError(
      '--video mints tokens and uses them up. Add --yes to allow that where no terminal can ask you.',
    );
  const question = createInterface({ input: stdin, output: stderr });
  const answer = await question.question(
    `This mints a few private tokens of ${videoId} and uses them up; tokens of other videos are not touched. Continue? [y/N] `,
  );
  question.close();
  return /^y(es)?$/i.test(answer.trim());
}
