import { parseFaults } from '../faults/parse.js';
import { createFaultSchedule } from '../faults/schedule.js';
import { broadcast } from '../live/broadcast.js';
import { type SandboxOptions, switchesFrom } from '../options.js';
import { parseSwitches } from '../switch-rules.js';
import { resetWorld, type World } from '../world.js';

/** What may be changed while the sandbox runs. Values are checked: they may come from a file or a form. */
export interface Controls {
  setOptions(switches: object): void;
  setFaults(plan: unknown): void;
  /** Moves the clock on by seconds. */
  advance(seconds: unknown): void;
  /** Puts a live stream on air, or takes it off. */
  broadcast(liveStreamId: unknown, onAir: unknown): void;
  reset(): void;
}

export function createControls(world: World, options: SandboxOptions): Controls {
  return {
    setOptions(switches) {
      world.switches = switchesFrom(parseSwitches(switches as Record<string, unknown>), world.switches);
    },
    setFaults(plan) {
      world.faults = createFaultSchedule(parseFaults(plan), world.random);
    },
    advance(seconds) {
      if (typeof seconds !== 'number' || !(seconds >= 0))
        throw new Error('The clock moves on by a number of seconds.');
      world.ahead += seconds * 1000;
      world.webhooks.flush();
    },
    broadcast(liveStreamId, onAir) {
      if (typeof liveStreamId !== 'string' || !world.liveStreams.get(liveStreamId)) {
        throw new Error('There is no live stream with this id.');
      }
      broadcast(world, liveStreamId, onAir === true);
    },
    reset: () => resetWorld(world, options),
  };
}
