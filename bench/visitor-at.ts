import { Agent } from 'node:http';

/** Connections of one visitor: every address of the loopback network is somebody else. */
export function visitorAt(number: number, maxSockets = Number.POSITIVE_INFINITY): Agent {
  const localAddress = `127.0.${1 + Math.floor(number / 250)}.${1 + (number % 250)}`;
  return new Agent({ keepAlive: true, localAddress, maxSockets });
}
