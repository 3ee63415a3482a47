import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';

/**
 * The line on which a place of a file's data stands, or that of what it belongs to where it is not there; undefined where
 * the text cannot be read.
 *
 * @param text YAML or JSON.
 * @param id Of an entry, where the file holds a list or a mapping of them.
 */
export function lineOfPath(text: string, path: readonly PropertyKey[], id?: string): number | undefined {
  const lines = new LineCounter();
  const { contents, errors } = parseDocument(text, { lineCounter: lines });
  if (errors.length > 0) return undefined;
  let node: unknown = contents;
  let offset: number | undefined;
  const step = (key: unknown): boolean => {
    if (isMap(node)) {
      const pair = node.items.find((each) => String(each.key) === String(key));
      if (!pair) return false;
      offset = (isNode(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = pair.value;
      return true;
    }
    if (!isSeq(node) || typeof key !== 'number') return false;
    node = node.items[key];
    offset = (isNode(node) ? node.range?.[0] : undefined) ?? offset;
    return isNode(node);
  };
  if (id !== undefined) {
    const entries = isSeq(node) ? node.items : [];
    const place = entries.findIndex(
      (entry) => isMap(entry) && String(entry.get('id') ?? entry.get('slug')) === id,
    );
    step(place < 0 ? id : place);
  }
  for (const key of path) if (!step(key)) break;
  return offset === undefined ? undefined : lines.linePos(offset).line;
}
