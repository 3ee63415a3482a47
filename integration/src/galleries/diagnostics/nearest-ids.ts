import leven from 'leven';

/** Up to three known ids that a mistyped one may have meant, the nearest first. */
export function nearestIds(id: string, known: readonly string[]): string[] {
  const limit = Math.max(3, Math.floor(id.length / 3));
  return known
    .map((candidate) => ({
      candidate,
      distance: leven(id.toLowerCase(), candidate.toLowerCase(), { maxDistance: limit + 1 }),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
