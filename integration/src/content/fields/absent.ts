/** Whether nothing was written: CMSs save a field that was left empty as an empty text, `null` or an empty list. */
export function isAbsent(written: unknown): boolean {
  if (written === undefined || written === null) return true;
  if (typeof written === 'string') return written.trim() === '';
  return Array.isArray(written) && written.every(isAbsent);
}

export const isMapping = (written: unknown): written is Record<string, unknown> =>
  typeof written === 'object' && written !== null && !Array.isArray(written) && !(written instanceof Date);

/** Whether it is absent, or a mapping in which nothing is written: a form that was opened and left empty. */
export const isBlank = (written: unknown): boolean =>
  isAbsent(written) || (isMapping(written) && Object.values(written).every(isBlank));
