/** Of a minute's quota: what the rest of the build and the site's visitors need comes first. */
const SHARE = 0.25;
const RESERVE = 0.25;

/** How many reads one build makes where no quota is told. */
const WITHOUT_QUOTA = 100;

/** Whether one more read may be made for previews, after so many: a build never waits for the quota because of them. */
export function previewShare(quota: { limit: number; remaining: number } | undefined, made: number): boolean {
  if (!quota) return made < WITHOUT_QUOTA;
  return made < quota.limit * SHARE && quota.remaining > quota.limit * RESERVE;
}
