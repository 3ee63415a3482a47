import { processWide } from '../../astro/internals/process-wide.js';
import type { IndexedVideo } from '../catalogue-index.js';
import type { Previews } from './preview.js';

/** Gives the previews of some videos, as far as there are any. */
export type PreviewsOf = (videos: readonly IndexedVideo[]) => Promise<Previews>;

/** Where the integration leaves what makes previews, for the pages of a build; a deployed server has none. */
export const previewSlot = (): { of?: PreviewsOf } => processWide('previews', () => ({}));
