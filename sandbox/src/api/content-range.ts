/** Which piece of a file an upload carries: `part 2/5`, `part 2/*`, or `bytes 0-99/200` (api-video.md, "Uploads"). */
export type Piece =
  | { unit: 'whole' }
  | { unit: 'part'; at: number; total: number | null }
  | { unit: 'bytes'; at: number; size: number; total: number };

/** `undefined` for a header that is none of these. */
export function parseContentRange(header: string | undefined): Piece | undefined {
  if (header === undefined) return { unit: 'whole' };
  const [, part, parts] = /^part (\d{1,5})\/(\d{1,5}|\*)$/.exec(header) ?? [];
  if (part && parts) {
    const [at, total] = [Number(part), parts === '*' ? null : Number(parts)];
    return at >= 1 && (total === null || at <= total) ? { unit: 'part', at, total } : undefined;
  }
  const [, from, to, total] = /^bytes (\d{1,12})-(\d{1,12})\/(\d{1,12})$/.exec(header) ?? [];
  if (!from || !to || !total) return undefined;
  const piece = {
    unit: 'bytes',
    at: Number(from),
    size: Number(to) - Number(from) + 1,
    total: Number(total),
  } as const;
  return piece.size > 0 && piece.at + piece.size <= piece.total ? piece : undefined;
}
