// The page that first used a token keeps its session, so that a reload in the same tab still plays.
import { playerOptions } from './player-options.js';
import { sdkLink } from './sdk-link.js';
import { keptSession } from './session-keeper.js';

const address = new URL(location.href);
const session = keptSession(address.searchParams.get('token'));
if (session && !address.searchParams.has('avh')) {
  address.searchParams.set('avh', session);
  location.replace(address);
} else {
  const sdk = sdkLink(playerOptions(location));
  sdk.listen(() => undefined);
  sdk.event('error');
}
