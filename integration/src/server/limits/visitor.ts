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
    return networkOf(context.clientAddress);
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

/**
 * A name for the visitor that limits count by: what the site's `visitor` says, else the client address Astro trusts.
 * Hashed together with the secret, so that no address is stored anywhere.
 */
export function visitorName(context: AuthorizeContext, visitor: Visitor | undefined, secret: string): string {
  const name = said(visitor, context) ?? addressOf(context);
  return hash('sha256', `${secret} ${name}`, 'base64url').slice(0, 22);
}
