import type { Case } from '../../aggregate/case.js';
import { takes } from '../../aggregate/side/socket-table.js';
import type { EvidenceText } from '../../events/evidence.js';
import { serviceWords } from '../drop-words.js';
import { shortName } from '../words.js';

/** What the list of sockets says of a port of this host. */
export interface SocketWords {
  readonly listens: boolean;
  readonly sentence: string;
  readonly evidence: readonly EvidenceText[];
}

/** Null without a list of sockets, and for protocols without ports. */
export function socketWords({ side }: Case, protocol: string, address: string, port: number): SocketWords | null {
  if (side === undefined || !side.hasSockets || port === 0 || (protocol !== 'tcp' && protocol !== 'udp')) return null;
  const listener = side.listeners.find((one) => takes(one, protocol, address, port));
  const service = serviceWords(protocol, port);
  if (listener === undefined) {
    return { listens: false, sentence: `No socket for ${service} is in the list of sockets (netstat).`, evidence: [] };
  }
  const name = listener.name === '' ? 'A program' : shortName(listener.name);
  const pid = listener.pid === null ? '' : ` (process ${listener.pid})`;
  return {
    listens: true,
    sentence: `${name}${pid} had a socket open for ${service} when the list of sockets (netstat) was made.`,
    evidence: [listener.evidence],
  };
}
