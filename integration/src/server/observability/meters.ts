import type { Meters } from '../../contract/meters.js';
import { currentService } from '../runtime.js';

/** What the dev toolbar shows of this process. Only the dev server asks. */
export const metersNow = (): Meters => currentService()?.meters() ?? {};
