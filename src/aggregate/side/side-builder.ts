import type { InputError } from '../../base/errors.js';
import { isTimeOfDay } from '../../base/time.js';
import type { ComponentNameFact } from '../../events/side/host.js';
import type { SideFact } from '../../events/side/fact.js';
import type { Case, ConnectionSummary, InputSummary } from '../case.js';
import { BlockedFlows, type BlockedGroup } from './blocked-flows.js';
import { withComponentNames } from './component-names.js';
import { CounterTable } from './counter-table.js';
import { type DroppedEnds, FlowIndex } from './drop-join.js';
import { FilterStates } from './filter-states.js';
import { withoutRepeats } from './repeated-flows.js';
import { refuseAlone } from './refuse-alone.js';
import type {
  BlockedFlow,
  FilterAnswer,
  ProcessHint,
  SettingRow,
  SideAddress,
  SideSource,
  SideSummary,
} from './side-summary.js';
import { SocketTable } from './socket-table.js';

const MAXIMUM_ADDRESSES = 5_000;
const MAXIMUM_COMPONENTS = 20_000;
/** Connections with a process that are listed; the others have it in `pids` all the same. */
const MAXIMUM_HINTS = 2_000;
const MINUTE = 60_000_000_000n;

/** What is known of a side file besides its facts. */
export type ReadSideFile = Pick<SideSource, 'input' | 'format' | 'what' | 'facts'>;

/** Collects what the files beside the trace say, and joins it with the case of the trace. */
export class SideBuilder {
  readonly #files: ReadSideFile[] = [];
  readonly #states = new FilterStates();
  readonly #blocked = new BlockedFlows();
  readonly #sockets = new SocketTable();
  readonly #counters = new CounterTable();
  readonly #addresses = new Map<string, SideAddress>();
  readonly #settings = new Map<string, SettingRow>();
  readonly #components = new Map<number, ComponentNameFact>();

  add(input: number, fact: SideFact): void {
    switch (fact.kind) {
      case 'blocked':
        return this.#blocked.add(input, fact);
      case 'socket':
        return this.#sockets.addSocket(input, fact);
      case 'process':
        return this.#sockets.addProcess(fact);
      case 'side-counter':
        return this.#counters.add(input, fact);
      case 'address': {
        const { address, role, adapter, line, text } = fact;
        const key = `${role} ${address} ${adapter}`;
        if (this.#addresses.has(key) || this.#addresses.size >= MAXIMUM_ADDRESSES) return;
        this.#addresses.set(key, { address, role, adapter, evidence: { input, line, text } });
        return;
      }
      case 'setting': {
        const { setting, value, line, text } = fact;
        this.#settings.set(setting, { setting, value, evidence: { input, line, text } });
        return;
      }
      case 'component-name':
        if (this.#components.size < MAXIMUM_COMPONENTS) this.#components.set(fact.id, fact);
        return;
      default:
        return this.#states.add(input, fact);
    }
  }

  /** A side file was read to its end. */
  addFile(file: ReadSideFile): void {
    const { input, format, what, facts } = file;
    this.#files.push({ input, format, what, facts });
  }

  /** When nothing but side files without a blocked packet was read, there is nothing to report: why, for each. */
  refuseAlone(inputs: readonly InputSummary[]): readonly InputError[] {
    if (this.#blocked.events > 0 || inputs.some(({ role }) => role !== 'side')) return [];
    return this.#files.map(({ input, format, what }) => refuseAlone(inputs[input]?.path ?? '', format, what));
  }

  /** The inputs of the report: none when all of them are refused. */
  reportable(inputs: readonly InputSummary[]): readonly InputSummary[] {
    return this.refuseAlone(inputs).length > 0 ? [] : inputs;
  }

  /** Addresses of this host. */
  get ownAddresses(): ReadonlySet<string> {
    const own = [...this.#addresses.values()].filter(({ role }) => role === 'local' || role === 'temporary');
    return new Set(own.map(({ address }) => address));
  }

  /** The case with what the side files add to it; the same case when there is none. */
  join(traced: Case): Case {
    if (this.#files.length === 0 || traced.inputs.length === 0) return traced;
    const offset = offsetOf(traced.inputs);
    const { theCase, named } = withComponentNames(traced, this.#components);
    const hints = theCase.connections.map((connection) => this.#sockets.hintOf(connection));
    const side: SideSummary = {
      sources: this.#files.map((file) => ({ ...file, takenAt: this.#states.takenAt(file.input) })),
      blocked: {
        events: this.#blocked.events,
        notKept: this.#blocked.notKept,
        flows: this.#flows(theCase, offset),
      },
      statedFilters: this.#statedFilters(theCase, offset),
      processes: hints.filter((hint) => hint !== null).slice(0, MAXIMUM_HINTS),
      listeners: this.#sockets.listeners(),
      hasSockets: this.#sockets.hasSockets,
      addresses: [...this.#addresses.values()],
      counters: this.#counters.finish(theCase),
      settings: [...this.#settings.values()],
      componentsNamed: named,
    };
    return {
      ...theCase,
      // What a side file prints is taken for the clock of the trace; without this the case would have no zone.
      inputs: theCase.inputs.map((input) =>
        input.role === 'side'
          ? { ...input, utcOffsetMinutes: offset === null ? null : Number(offset / MINUTE) }
          : input,
      ),
      connections: theCase.connections.map((connection, at) => withPid(connection, hints[at] ?? null)),
      side,
    };
  }

  #flows(theCase: Case, offset: bigint | null): readonly BlockedFlow[] {
    const flows = withoutRepeats(this.#blocked.finish().map((group) => this.#flow(group, offset, theCase.inputs)));
    const index = new FlowIndex(flows);
    const joined = new Set<BlockedFlow>();
    const stated = theCase.stackDrops?.groups ?? [];
    const refused = theCase.connections.filter(({ connect }) => connect?.outcome === 'failed').map(endsOf);
    for (const group of [...theCase.drops.groups, ...stated, ...refused]) {
      for (const flow of index.flowsOf(group)) joined.add(flow);
    }
    return flows.map((flow) => (joined.has(flow) ? { ...flow, joined: 'drop' } : flow));
  }

  #flow(
    { fact, events, first, last, evidence }: BlockedGroup,
    offset: bigint | null,
    inputs: Case['inputs'],
  ): BlockedFlow {
    const zone = fact.time?.zone ?? null;
    const dated = inputs.every(({ firstTime }) => firstTime === null || !isTimeOfDay(firstTime));
    const isOnTraceClock = zone !== null && dated && (zone === 'local' || offset !== null);
    const shift = isOnTraceClock && zone === 'utc' ? (offset ?? 0n) : 0n;
    const firstTime = first === null ? null : first + shift;
    const lastTime = last === null ? null : last + shift;
    const utc = first === null ? null : zone === 'utc' ? first : offset === null ? null : first - offset;
    const { filterId, origin, layerId } = fact;
    const isCovered =
      isOnTraceClock &&
      firstTime !== null &&
      lastTime !== null &&
      inputs.some(
        (one) =>
          one.firstTime !== null && one.lastTime !== null && firstTime <= one.lastTime && lastTime >= one.firstTime,
      );
    return {
      what: fact.what,
      eventId: fact.eventId,
      direction: fact.direction,
      protocol: fact.protocol,
      source: fact.source,
      sourcePort: fact.sourcePort,
      destination: fact.destination,
      destinationPort: fact.destinationPort,
      pid: fact.pid,
      application: fact.application,
      layerId,
      layerName: fact.layerName,
      events,
      firstTime,
      lastTime,
      isOnTraceClock,
      filter: this.#states.answer({ filterId, origin, layerId, at: utc }),
      joined: isCovered ? 'time' : 'none',
      evidence,
    };
  }

  /** `wfp` events of a NetTrace name the filter themselves. */
  #statedFilters(theCase: Case, offset: bigint | null): readonly FilterAnswer[] {
    const answers = new Map<string, FilterAnswer>();
    for (const { what, filter, layer, firstTime } of theCase.stackEvents?.wfp ?? []) {
      if (what !== 'drop' || filter === null || !/^\d{1,20}$/.test(filter)) continue;
      const layerId = layer !== null && /^\d{1,5}$/.test(layer) ? Number(layer) : null;
      const at = offset === null ? null : firstTime - offset;
      answers.set(filter, this.#states.answer({ filterId: filter, origin: null, layerId, at }));
    }
    return [...answers.values()];
  }
}

/** Offset of the traces from UTC in nanoseconds; null when none states it or they differ. */
function offsetOf(inputs: readonly InputSummary[]): bigint | null {
  const stated = new Set(inputs.filter(({ role }) => role !== 'side').map((input) => input.utcOffsetMinutes));
  const [only] = stated;
  return stated.size === 1 && only !== undefined && only !== null ? BigInt(only) * MINUTE : null;
}

/** A socket with the same ends names the process for certain; a listener is only a hint. */
function withPid(connection: ConnectionSummary, hint: ProcessHint | null): ConnectionSummary {
  if (hint === null || hint.how !== 'connection' || hint.pid === null || connection.pids.length > 0) return connection;
  return { ...connection, pids: [hint.pid] };
}

/** A connect that the stack failed (5157 blocks it before there is a packet), as the ends of a drop. */
function endsOf({ protocol, local, remote, firstTime, lastTime }: ConnectionSummary): DroppedEnds {
  const [from, to] = [local, remote].map((end) => {
    const [, address = end, port = '0'] = /^\[?(.*?)\]?:(\d+)$/.exec(end) ?? [];
    return { address, port: Number(port) };
  });
  return {
    protocol,
    source: from?.address ?? '',
    sourcePort: from?.port ?? 0,
    destination: to?.address ?? '',
    destinationPort: to?.port ?? 0,
    firstTime,
    lastTime,
  };
}
