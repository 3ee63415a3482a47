/** Frames a second that `hh:mm:ss:frame` is counted in. */
const RATE = 25;

/** Seconds of `hh:mm:ss.ms`, `hh:mm:ss:frame` or whole seconds (api-video.md, "Thumbnails"). */
export function secondsOf(timecode: unknown): number | undefined {
  const text = String(timecode);
  if (/^\d{1,7}$/.test(text)) return Number(text);
  const [, hours, minutes, seconds, separator, rest] =
    /^(\d{2,3}):([0-5]\d):([0-5]\d)(?:([.:])(\d{1,3}))?$/.exec(text) ?? [];
  if (!hours) return undefined;
  const fraction = !rest ? 0 : separator === '.' ? Number(`0.${rest}`) : Number(rest) / RATE;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + fraction;
}
