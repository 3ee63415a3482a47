/**
 * The readers of files that Astro hands to `glob()` with its loader context, by the extensions of the files.
 *
 * Tried with Astro 7.3, which does not document them. Without them a slip of YAML is told in Astro's words, the first one
 * alone; test/site/mistakes.test.ts fails.
 */
export interface EntryType {
  getEntryInfo: (given: { contents: string; fileUrl: URL }) => Promise<{
    data: Record<string, unknown>;
    body: string;
    slug: string;
    rawData: string;
  }>;
}

/** The readers of a loader context, each made into another one; nothing where it has none. */
export function entryTypesOf(
  context: object,
  change: (type: EntryType) => EntryType,
): { entryTypes?: Map<string, EntryType> } {
  const { entryTypes } = context as { entryTypes?: unknown };
  if (!(entryTypes instanceof Map)) return {};
  const types = entryTypes as Map<string, EntryType>;
  return { entryTypes: new Map(Array.from(types, ([extension, type]) => [extension, change(type)])) };
}
