import type { Loader, LoaderContext } from 'astro/loaders';
import { expect, it } from 'vitest';
import { siteTypes } from '../../../integration/src/astro/site-types.js';
import { hearOfGalleries, type LoadedGallery } from '../../../integration/src/content/loaded-galleries.js';
import { brokenGallery } from '../../../integration/src/content/mistakes/broken-gallery.js';

type Data = Record<string, unknown>;

/** A collection with a loader that keeps what it is given, and hands on how to parse an entry. */
function collectionOf(entries: Record<string, Data>) {
  const told: LoadedGallery[][] = [];
  let context: LoaderContext | undefined;
  const loader = {
    name: 'own',
    load: async (given: LoaderContext) => {
      context = given;
      for (const [id, data] of Object.entries(entries)) await given.parseData({ id, data });
    },
  };
  const collection: { loader?: unknown } = { loader };
  hearOfGalleries(collection, (galleries) => told.push([...galleries]));
  const store = { entries: () => Object.entries(entries).map(([id, data]) => [id, { id, data }]) };
  const parseData = async ({ data }: { data: Data }) => {
    if (data.broken) throw new Error('broken');
    return data;
  };
  const load = () => (collection.loader as Loader).load({ store, parseData } as never);
  return { collection, told, load, parse: (id: string, data: Data) => context?.parseData({ id, data }) };
}

it('tells of galleries once they are loaded, and of each that is read anew', async () => {
  const { told, load, parse } = collectionOf({
    summit: { access: 'members' },
    broken: brokenGallery('broken', ['src/content/galleries/broken.md: no title']),
  });
  await load();
  const first = [{ id: 'summit', access: 'members' }, { id: 'broken' }];
  expect(told).toEqual([first]);
  await parse('summit', { access: 'staff' });
  await parse('new', { access: 'public' });
  expect(told.at(-1)).toEqual([
    { id: 'summit', access: 'staff' },
    { id: 'broken' },
    { id: 'new', access: 'public' },
  ]);
  await expect(parse('later', { broken: true })).rejects.toThrow('broken');
  expect(told).toHaveLength(3);
});

it('leaves a collection alone that it knows, that has another kind of loader or that is not there', () => {
  const { collection } = collectionOf({});
  const { loader } = collection;
  hearOfGalleries(collection, () => {});
  expect(collection.loader).toBe(loader);
  const own = { loader: () => [] };
  const before = own.loader;
  hearOfGalleries(own, () => {});
  expect(own.loader).toBe(before);
  hearOfGalleries(undefined, () => {});
});

it('writes each name once, in one order, whatever is in it', () => {
  const text = siteTypes([
    { id: 'b', access: 'members' },
    { id: 'a"; export {};\n//', access: 'members' },
    { id: 'c' },
  ]);
  expect(text).toBe(
    'interface VitrineGalleries {\n  "a\\"; export {};\\n//": true;\n  "b": true;\n  "c": true;\n}\ninterface VitrineAccess {\n  "members": true;\n  "public": true;\n}\n',
  );
});
