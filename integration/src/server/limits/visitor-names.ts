import { hash } from 'node:crypto';
import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';
import { HOUR, MINUTE } from '../../contract/durations.js';
import type { AuthorizeContext } from '../../types.js';
import { kindOf, whenRejected, wordsOf } from '../access/site-code.js';

/** IPv6 addresses of one household or device share their first 64 bits. */
const NETWORK_PARTS = 4;

/** The part of a client address that tells visitors apart: IPv4 whole, IPv6 by its /64. */
export function networkOf(address: string): string {
  if (isIPv4(address) || !ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return (parsed as ipaddr.IPv6).parts.slice(0, NETWORK_PARTS).join(':');
}

function addressOf(context: AuthorizeContext): string {
  try {
    return context.clientAddress;
  } catch {
    return 'unknown';
  }
}

/** A name for who asks. `visitor` is whatever the site exports by that name. */
export type NameVisitor = (context: AuthorizeContext, visitor: unknown) => string;

const SO = 'so the client address counts.';
const WITHIN_MIDDLEWARE =
  ' It is not awaited: look up in middleware who asks, and leave it in `locals` for `visitor`.';

/** What the site's `visitor` says, if it is a text that can name somebody; `warn` hears what else it did. */
function said(
  visitor: unknown,
  context: AuthorizeContext,
  warn: (kind: string, message: () => string) => void,
): string | undefined {
  if (visitor === undefined || visitor === null) return undefined;
  if (typeof visitor !== 'function') {
    warn('export', () => `visitor is ${kindOf(visitor)}, ${SO} Export a function that returns a text.`);
    return undefined;
  }
  let word: unknown;
  try {
    word = visitor(context);
  } catch (error) {
    warn('throw', () => `visitor() failed, ${SO} ${wordsOf(error)}`);
    return undefined;
  }
  if (typeof word === 'string' && /\S/.test(word)) return word;
  if (word === undefined || word === null) return undefined;
  whenRejected(word, () => {});
  const kind = kindOf(word);
  warn(kind, () => {
    const advice = 'Return a text that names who asks, or undefined.';
    return `visitor() gave ${kind}, ${SO} ${advice}${kind === 'a promise' ? WITHIN_MIDDLEWARE : ''}`;
  });
  return undefined;
}

/** A hook that goes wrong may do so at every request. */
const WARNED_FOR = HOUR;
const MOST_NAMES = 10_000;

/**
 * Names that limits count by: what the site's `visitor` says, else the client address Astro trusts. Hashed together
 * with the secret, so that no address is stored anywhere; this process knows which is whose for a minute at most, as
 * long as limits count.
 */
export function createVisitorNames(
  secret: string,
  now: () => number,
  onWarning: (message: string) => void,
): NameVisitor {
  const named = (who: string) => hash('sha256', `${secret} ${who}`, 'base64url').slice(0, 22);
  const names = new LRUCache<string, string>({ max: MOST_NAMES });
  let forgetAt = 0;
  const warned = new Map<string, number>();

  function warn(kind: string, message: () => string): void {
    const at = now();
    if (at - (warned.get(kind) ?? Number.NEGATIVE_INFINITY) < WARNED_FOR) return;
    warned.set(kind, at);
    onWarning(message());
  }

  function nameAt(address: string): string {
    if (now() >= forgetAt) {
      names.clear();
      forgetAt = now() + MINUTE;
    }
    const name = names.get(address) ?? named(networkOf(address));
    names.set(address, name);
    return name;
  }

  return (context, visitor) => {
    const word = said(visitor, context, warn);
    // A name of the site's is nobody's address.
    return word === undefined ? nameAt(addressOf(context)) : named(`visitor ${word}`);
  };
}
