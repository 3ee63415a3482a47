import { MINUTE } from '../../../contract/durations.js';
import type { IssuerState } from '../issuer-state.js';
import type { PageRead } from './page-read.js';

/** The longest wait that `oneTokenUntil` can mean; a longer one is from before the clock stepped back. */
export const ONE_TOKEN_FOR = MINUTE;

export function oneTokenAtATime({ now, oneTokenUntil }: IssuerState): boolean {
  const left = oneTokenUntil - now();
  return left > 0 && left <= ONE_TOKEN_FOR;
}

/** The pages to look for a video on: none while pages give no tokens. */
export function pagesFor({ demand, pages }: IssuerState, videoId: string): readonly PageRead[] {
  return demand.pages(videoId).filter(({ key }) => pages.isUsable(key));
}
