import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type LastBuild, lastBuildSchema } from './last-build.js';

export const LAST_BUILD_FILE = 'vitrine-build.json';

/** Why nothing is known of the last build. */
export type NoLastBuild = 'absent' | 'unreadable';

export function readLastBuild(file: URL): LastBuild | NoLastBuild {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'absent' : 'unreadable';
  }
  try {
    return lastBuildSchema.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}

/** In one step: an interrupted build leaves the file as it was. */
export function writeLastBuild(file: URL, build: LastBuild): void {
  const beside = new URL(`vitrine-build-${process.pid}.json`, file);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(beside, JSON.stringify(build));
  renameSync(beside, file);
}
