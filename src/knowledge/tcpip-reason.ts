import type { Category } from './category.js';
import { parseCode } from './code-number.js';
import { lazy } from '../base/lazy.js';
import { lazyTable } from './lazy-table.js';
import type { Verdict } from './verdict.js';

/**
 * Which list a reason of NetTrace.txt is from: the drops of the four layers and of ARP (events 1215, 1214, 1478, 1423,
 * 1538 and others), why a RST was sent (1479), why a connect failed (1480), and what AFD did to a socket.
 */
export type TcpipLayer =
  | 'network'
  | 'transport'
  | 'framing'
  | 'icmp'
  | 'arp'
  | 'reset'
  | 'connect'
  | 'afd-datagram'
  | 'afd-abort';

/** A reason of the Windows TCP/IP stack as NetTrace.txt prints it. */
export interface TcpipReason {
  readonly layer: TcpipLayer;
  /** Null where only the text is known. */
  readonly value: number | null;
  readonly symbol: string | null;
  /** Null where only the number is known. */
  readonly text: string | null;
  /** The reason of PktMon with the same meaning. */
  readonly pktmonId: number | null;
  readonly category: Category;
  readonly verdict: Verdict;
  readonly meaning: string;
  readonly next?: string;
  readonly confidence: 'high' | 'medium' | 'low';
}

const rows = lazyTable<TcpipReason>('tcpip-reasons');

/** `ACK Invalid (subreason 0) (invalid …)`: the number in it changes from line to line. */
const CHANGING_PART = /\s*\((?:subreason|location) \d+\)/gi;

const byText = lazy(() => {
  const found = new Map<string, TcpipReason[]>();
  for (const row of rows()) {
    if (row.text === null) continue;
    const key = textKey(row.text);
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
});

/**
 * Every reason that prints this text or has this number or name, in the order of the layers; empty when none does.
 * `Inspection drop` is one of the network layer and one of ICMP: give the layer to `findTcpipReason` when it is known.
 */
export function findTcpipReasons(text: string): readonly TcpipReason[] {
  const printed = byText().get(textKey(text));
  if (printed !== undefined) return printed;
  const value = parseCode(text);
  if (value !== null) return rows().filter((row) => row.value === value);
  const name = text.trim().toLowerCase();
  return rows().filter((row) => row.symbol?.toLowerCase() === name);
}

/** The reason of one layer by its printed text (case and `(subreason n)` do not count), name or number; else null. */
export function findTcpipReason(layer: TcpipLayer, text: string): TcpipReason | null {
  return findTcpipReasons(text).find((row) => row.layer === layer) ?? null;
}

/** All reasons, layer by layer. */
export function allTcpipReasons(): readonly TcpipReason[] {
  return rows();
}

function textKey(text: string): string {
  return text.replace(CHANGING_PART, '').replace(/\s+/g, ' ').trim().toLowerCase();
}
