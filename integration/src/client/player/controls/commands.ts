/** What a key does to a video. */
export type Command =
  | { type: 'toggle' | 'mute' | 'captions' | 'fullscreen' }
  /** By so many seconds. */
  | { type: 'seek'; by: number }
  /** To a part of the whole, 0 to 1. */
  | { type: 'jump'; to: number }
  /** By so much of the whole volume. */
  | { type: 'volume'; by: number };

const STEP_S = 5;
const LEAP_S = 10;
const VOLUME_STEP = 0.1;

const COMMANDS = new Map<string, Command>(
  Object.entries({
    ' ': { type: 'toggle' },
    k: { type: 'toggle' },
    j: { type: 'seek', by: -LEAP_S },
    l: { type: 'seek', by: LEAP_S },
    ArrowLeft: { type: 'seek', by: -STEP_S },
    ArrowRight: { type: 'seek', by: STEP_S },
    ArrowUp: { type: 'volume', by: VOLUME_STEP },
    ArrowDown: { type: 'volume', by: -VOLUME_STEP },
    Home: { type: 'jump', to: 0 },
    End: { type: 'jump', to: 1 },
    c: { type: 'captions' },
    f: { type: 'fullscreen' },
    m: { type: 'mute' },
  } satisfies Record<string, Command>),
);

/** The keys that people know from other players. Digits lead to a tenth of the video each. */
export function commandOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): Command | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (/^\d$/.test(key)) return { type: 'jump', to: Number(key) / 10 };
  return COMMANDS.get(key.length === 1 ? key.toLowerCase() : key);
}

/** Elements that have a use of their own for some keys. */
export function keepsKey(target: Element, key: string): boolean {
  if (target.matches('select')) return true;
  if (target.matches('button')) return key === ' ' || key === 'Enter';
  return target.matches('input') && /^(Arrow|Home|End|Page)/.test(key);
}
