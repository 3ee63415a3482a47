/** The formulas of docs/scale.md, as far as the quota is what is short. */

/** Views a minute that the quota carries where each view costs so many reads. */
export const capacity = (quota: number, readsPerView: number): number => quota / readsPerView;

/** The share of the visitors who can be served when so many come in each minute. */
export function servedShare(viewsPerMinute: readonly number[], most: number): number {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return sum(viewsPerMinute.map((views) => Math.min(views, most))) / sum(viewsPerMinute);
}
