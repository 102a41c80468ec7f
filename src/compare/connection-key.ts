import { endpoint } from '../base/endpoint.js';
import type { SavedReport } from './saved-report.js';

type Connection = SavedReport['connections'][number];

/** Which connections of two captures are the same conversation. */
export interface ConversationKey {
  readonly protocol: string;
  readonly from: string;
  readonly to: string;
}

/** From here on Windows gives out ports to clients: they are others in every capture. */
const FIRST_EPHEMERAL_PORT = 49_152;
export const THIS_HOST = 'this host';

/**
 * The ends without the port of the client: of two ports the lower one is that of the service, unless both are given out to
 * clients.
 *
 * @param isSameHost false when the captures are of different machines: then the own address does not count.
 */
export function conversationKey({ protocol, local, remote }: Connection, isSameHost: boolean): ConversationKey {
  const [near, far] = [endOf(local), endOf(remote)];
  const own = isSameHost ? near.address : THIS_HOST;
  const isServer = near.port > 0 && near.port < far.port;
  const service = isServer ? near.port : far.port;
  const port = service < FIRST_EPHEMERAL_PORT ? service : 0;
  return isServer
    ? { protocol, from: far.address, to: own === THIS_HOST && port > 0 ? `${own}:${port}` : endpoint(own, port) }
    : { protocol, from: own, to: endpoint(far.address, port) };
}

/** True when an own address is in both captures. */
export function haveOneHost(good: SavedReport, bad: SavedReport): boolean {
  const own = ownAddresses(good);
  const others = ownAddresses(bad);
  return own.size === 0 || others.size === 0 || [...others].some((address) => own.has(address));
}

function ownAddresses({ connections }: SavedReport): Set<string> {
  return new Set(
    connections
      .filter(({ localIsKnown, multicast }) => localIsKnown && !multicast)
      .map(({ local }) => endOf(local).address)
      .filter((address) => !/^(?:127\.|::1$|fe80:)/i.test(address)),
  );
}

function endOf(text: string): { readonly address: string; readonly port: number } {
  const match = /^(?:\[([^\]]*)\]|([^:]*)):(\d+)$/.exec(text);
  return match === null ? { address: text, port: 0 } : { address: match[1] ?? match[2] ?? '', port: Number(match[3]) };
}
