import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { touchStore } from '../../../../integration/src/astro/internals/store-timing.js';
import { importAstro } from '../../../helpers/private-astro.js';

/** The part of Astro's own content store that is used. */
interface Store {
  metaStore(collection: string): {
    get(key: string): string | undefined;
    set(key: string, value: string): void;
  };
  writeToDisk(): Promise<void>;
}

const { MutableDataStore } = await importAstro<{
  MutableDataStore: { fromFile(file: URL): Promise<Store> };
}>('content/mutable-data-store.js');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-timing-'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

it('Astro writes its store half a second after it was last touched, and what was touched is as it was', async () => {
  const file = join(folder, 'data-store.json');
  const store = await MutableDataStore.fromFile(pathToFileURL(file));
  const write = vi.spyOn(store, 'writeToDisk');
  const meta = store.metaStore('videos');
  meta.set('sync', 'known');
  for (let page = 0; page < 5; page++) {
    vi.advanceTimersByTime(400);
    touchStore(meta, 'sync');
  }
  vi.advanceTimersByTime(499);
  expect(write).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(write).toHaveBeenCalledOnce();
  await write.mock.results[0]?.value;
  expect(existsSync(file)).toBe(true);
  expect(meta.get('sync')).toBe('known');
});

it('a store without anything to touch is left alone', () => {
  const set = vi.fn();
  touchStore({ get: () => undefined, set }, 'sync');
  expect(set).not.toHaveBeenCalled();
});
