import type { Meters } from '../../contract/meters.js';
import { currentTokenService } from '../runtime.js';

/** What the dev toolbar shows of this process. Only the dev server asks. */
export const metersNow = (): Meters => currentTokenService()?.meters() ?? {};
