import type { OnEvent } from '../../types.js';
import { kindOf, whenRejected, wordsOf } from '../access/site-code.js';
import type { Log } from './log.js';

/** Tells the site's `onEvent`, whatever the site exports by that name: answers never depend on it. */
export function createEmit(onEvent: unknown, log: Pick<Log, 'write'>): OnEvent {
  const failed = (error: unknown) => log.write('error', `onEvent() failed. ${wordsOf(error)}`, 'onEvent');
  let told = onEvent === undefined || onEvent === null;
  return (event) => {
    if (typeof onEvent !== 'function') {
      if (told) return;
      told = true;
      log.write('warn', `onEvent is ${kindOf(onEvent)}, so nothing hears of events. Export a function.`);
      return;
    }
    try {
      whenRejected(onEvent(event), failed);
    } catch (error) {
      failed(error);
    }
  };
}
