import type { PositionsKey } from '../session/names.js';
import type { CaptionLook } from './controls/caption-look.js';

/** What a visitor has chosen in a player, for the next video. */
export interface Choices {
  /** 0 to 1. */
  volume?: number;
  /** 1 is as fast as it was filmed. */
  rate?: number;
  /** The language of the captions that are shown; empty for none. */
  captions?: string;
  look?: CaptionLook;
}

const KEY: PositionsKey = 'vitrine-positions';

/** What is kept, as far as it makes sense: storage may hold anything. */
export function keptChoices(): Choices {
  try {
    const { choices } = JSON.parse(localStorage[KEY]) as { choices?: Choices };
    const { volume, rate, captions, look } = choices ?? {};
    return {
      ...(isWithin(volume, 0, 1) && { volume }),
      ...(isWithin(rate, 0.25, 4) && { rate }),
      ...(typeof captions === 'string' && { captions }),
      ...(look !== null && typeof look === 'object' && { look }),
    };
  } catch {
    return {};
  }
}

const isWithin = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

export function keepChoices(changed: Choices): void {
  try {
    const kept = JSON.parse(localStorage[KEY] ?? '{}') as object;
    localStorage[KEY] = JSON.stringify({ ...kept, choices: { ...keptChoices(), ...changed } });
  } catch {
    // Storage is full, blocked or holds what is not ours.
  }
}
