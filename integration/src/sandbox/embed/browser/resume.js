// The page that first used a token keeps its session, so that a reload in the same tab still plays.
import { keptSession } from './session-keeper.js';

const address = new URL(location.href);
const session = keptSession(address.searchParams.get('token'));
if (session && !address.searchParams.has('avh')) {
  address.searchParams.set('avh', session);
  location.replace(address);
}
