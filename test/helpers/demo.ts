import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxOptions } from 'api-video-sandbox';
import { inject } from 'vitest';
import { type BuiltDemo, hostsOf } from './demo-service.js';
import { type BuiltSite, siteTest } from './fixtures.js';
import { ROOT, removeSite } from './site.js';

async function builtDemo(): Promise<BuiltDemo> {
  const response = await fetch(inject('demoService'));
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as BuiltDemo;
}

/** Puts other hosts in place of some, in every file below a folder. */
async function replaceHosts(folder: string, from: readonly string[], to: readonly string[]): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const before = await readFile(path, 'latin1');
    const after = from.reduce((text, host, index) => text.replaceAll(host, to[index] ?? ''), before);
    if (after !== before) await writeFile(path, after, 'latin1');
  }
}

/**
 * Tests of the demo as it is, which all files share one build of. Each gets a copy that leads to a sandbox of its own,
 * and `built.secrets`, all that the sandbox of the build had issued.
 */
export const demoTest = (sandbox: SandboxOptions = { limits: false }) =>
  siteTest({ fixture: 'demo', sandbox }).extend(
    'built',
    { scope: 'file' },
    async ({ sandbox }, { onCleanup }): Promise<BuiltSite & { secrets: string[] }> => {
      const { folder: original, hosts, output, secrets } = await builtDemo();
      const folder = await mkdtemp(join(ROOT, '.tmp', 'demo-'));
      onCleanup(() => removeSite(folder));
      await cp(original, folder, { recursive: true });
      await replaceHosts(join(folder, 'dist'), hosts, hostsOf(sandbox));
      return { folder, output, secrets };
    },
  );
