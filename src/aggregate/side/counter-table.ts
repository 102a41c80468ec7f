import type { CounterFact } from '../../events/side/host.js';
import type { Case, ConnectionSummary } from '../case.js';
import type { CounterRow } from './side-summary.js';

const MAXIMUM_COUNTERS = 10_000;

/** Counters that tell of loss, or how much traffic there was to compare it with. */
const TELLING: readonly RegExp[] = [
  /^Received (?:Header|Address) Errors$/,
  /^(?:Received Packets Discarded|Discarded Output Packets|Routing Discards|Output Packet No Route)$/,
  /^(?:Reassembly Failures|Datagrams Failing Fragmentation)$/,
  /^(?:Failed Connection Attempts|Reset Connections|Segments Sent|Segments Retransmitted)$/,
  /^(?:No Ports|Receive Errors)$/,
  /(?:Discarded?Packets|PacketErrors)$/,
];

interface Reading {
  readonly input: number;
  readonly fact: CounterFact;
}

/** Counters that run since Windows or the adapter started. Read twice, the smaller value is the earlier one. */
export class CounterTable {
  readonly #readings = new Map<string, Reading[]>();

  add(input: number, fact: CounterFact): void {
    const key = `${fact.source} ${fact.scope} ${fact.name}`;
    const known = this.#readings.get(key);
    if (known !== undefined) known.push({ input, fact });
    else if (this.#readings.size < MAXIMUM_COUNTERS) this.#readings.set(key, [{ input, fact }]);
  }

  /** In the order in which they were read. */
  finish(theCase: Case): readonly CounterRow[] {
    return [...this.#readings.values()].flatMap((readings): CounterRow[] => {
      const sorted = readings.toSorted((a, b) => a.fact.value - b.fact.value);
      const [first] = sorted;
      const last = sorted.at(-1);
      if (first === undefined || last === undefined) return [];
      const { source, scope, name, value } = first.fact;
      if (!TELLING.some((pattern) => pattern.test(name))) return [];
      const shown = sorted.length === 1 ? [first] : [first, last];
      return [
        {
          source,
          scope,
          name,
          first: value,
          last: sorted.length === 1 ? null : last.fact.value,
          inTrace: inTrace(first.fact, theCase),
          evidence: shown.map(({ input, fact }) => ({ input, line: fact.line, text: fact.text })),
        },
      ];
    });
  }
}

/** The reason of drops that `Output Packet No Route` counts. */
const NO_ROUTE = 907;

/** The same as far as the trace shows it; other counters count at other places than pktmon does. */
function inTrace({ source, scope, name }: CounterFact, { connections, drops, traffic }: Case): number | null {
  if (source !== 'netstat-statistics') return null;
  const isOfScope = (address: string) => scope.endsWith('IPv6') === address.replace(/:\d+$/, '').includes(':');
  if (name === 'Segments Retransmitted') {
    const followed = connections.filter(
      (one) => one.protocol === 'tcp' && isOfScope(one.local) && sentAgain(one) !== null,
    );
    return followed.length === 0 ? null : followed.reduce((sum, one) => sum + (sentAgain(one) ?? 0), 0);
  }
  if (name !== 'Output Packet No Route' || traffic.lines === 0) return null;
  const groups = drops.groups.filter(({ code, destination }) => code === NO_ROUTE && isOfScope(destination));
  return groups.reduce((sum, { packets }) => sum + packets, 0);
}

/** Segments that this host sent again: what the stack states of itself is nearer to its counters than what packets show. */
function sentAgain({ stated, observed }: ConnectionSummary): number | null {
  return stated?.retransmits?.out ?? observed?.retransmits?.out ?? null;
}
