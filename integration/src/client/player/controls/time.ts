/** `1:05`, or `1:01:05` from an hour on; nothing while it is unknown. */
export function formatTime(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '';
  const whole = Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  if (hours > 0) return [hours, ...parts].map(twoDigitsAfterFirst).join(':');
  return parts.map(twoDigitsAfterFirst).join(':');
}

const twoDigitsAfterFirst = (part: number, index: number) =>
  index === 0 ? `${part}` : `${part}`.padStart(2, '0');
