import { hash } from 'node:crypto';
import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { AuthorizeContext, Visitor } from '../../shared/authorize.js';

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

/** A hook that fails says nothing: the request is counted by its address. */
function said(visitor: Visitor | undefined, context: AuthorizeContext): string | undefined {
  try {
    return visitor?.(context);
  } catch {
    return undefined;
  }
}

/** A name for who asks. */
export type NameVisitor = (context: AuthorizeContext, visitor: Visitor | undefined) => string;

const MINUTE = 60_000;
const MOST_NAMES = 10_000;

/**
 * Names that limits count by: what the site's `visitor` says, else the client address Astro trusts. Hashed together
 * with the secret, so that no address is stored anywhere; this process knows which is whose for a minute at most, as
 * long as limits count.
 */
export function createVisitorNames(secret: string, now: () => number): NameVisitor {
  const named = (who: string) => hash('sha256', `${secret} ${who}`, 'base64url').slice(0, 22);
  const names = new Map<string, string>();
  let forgetAt = 0;

  function nameAt(address: string): string {
    if (now() >= forgetAt || names.size >= MOST_NAMES) {
      names.clear();
      forgetAt = now() + MINUTE;
    }
    const name = names.get(address) ?? named(networkOf(address));
    names.set(address, name);
    return name;
  }

  return (context, visitor) => {
    const word = said(visitor, context);
    return word === undefined || word === null ? nameAt(addressOf(context)) : named(word);
  };
}
