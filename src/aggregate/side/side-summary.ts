import type { EvidenceText } from '../../events/evidence.js';
import type { BlockedFact } from '../../events/side/blocked.js';
import type { AddressFact, CounterFact, TcpSettingId } from '../../events/side/host.js';

/** What the files beside the trace say, joined to the case. Plain data; lists are sorted. */
export interface SideSummary {
  readonly sources: readonly SideSource[];
  readonly blocked: BlockedSummary;
  /** Filters that the trace itself names by their run-time ids (NetTrace), as far as a state knows them. */
  readonly statedFilters: readonly FilterAnswer[];
  /** Connections of the case whose process is known from here. */
  readonly processes: readonly ProcessHint[];
  /** Sockets that wait for packets. */
  readonly listeners: readonly Listener[];
  /** True when a list of sockets was read: only then the lack of a listener says something. */
  readonly hasSockets: boolean;
  readonly addresses: readonly SideAddress[];
  readonly counters: readonly CounterRow[];
  readonly settings: readonly SettingRow[];
  /** Components of the case that got their name from here. */
  readonly componentsNamed: number;
}

/** One side file. */
export interface SideSource {
  /** Index in `Case.inputs`. */
  readonly input: number;
  readonly format: string;
  /** To follow "this is". */
  readonly what: string;
  readonly facts: number;
  /** When a state of WFP was taken, UTC; null for all others. */
  readonly takenAt: bigint | null;
}

export interface BlockedSummary {
  readonly events: number;
  /** Events of flows that found no room. */
  readonly notKept: number;
  readonly flows: readonly BlockedFlow[];
}

/** Blocked packets or connections with the same ends, filter and layer. */
export interface BlockedFlow extends Pick<
  BlockedFact,
  | 'what'
  | 'eventId'
  | 'direction'
  | 'protocol'
  | 'source'
  | 'sourcePort'
  | 'destination'
  | 'destinationPort'
  | 'pid'
  | 'application'
  | 'layerId'
  | 'layerName'
> {
  readonly events: number;
  /** On the clock of the trace where it can be told (`isOnTraceClock`), else as printed; null without times. */
  readonly firstTime: bigint | null;
  readonly lastTime: bigint | null;
  readonly isOnTraceClock: boolean;
  readonly filter: FilterAnswer;
  /** `drop`: packets of this flow are in the trace's drops; `time`: not, though the trace covers the time; `none`: neither. */
  readonly joined: 'drop' | 'time' | 'none';
  readonly evidence: readonly EvidenceText[];
}

/**
 * What is known of the filter behind a drop.
 *
 * `lookup`: `found` in a state as one that can drop; `no-state`: no state was given; `no-id`: the event names no filter;
 * `not-found`, `permit`, `other-layer`, `other-origin`: the state does not match the event, so nothing was taken from it.
 */
export interface FilterAnswer {
  readonly filterId: string | null;
  readonly lookup: 'found' | 'no-state' | 'no-id' | 'not-found' | 'permit' | 'other-layer' | 'other-origin';
  /** Name of a rule or of a default; null when neither event nor state tells. */
  readonly origin: string | null;
  readonly originFrom: 'event' | 'state' | null;
  /** Localised name of the filter; empty when it was not found. */
  readonly name: string;
  readonly action: string;
  readonly layer: string;
  readonly subLayer: string;
  readonly provider: FilterProvider | null;
  /** Hours from the event to the moment of the state, negative when the state is older; null when not comparable. */
  readonly stateHoursLater: number | null;
  /** The filter in the state. */
  readonly evidence: EvidenceText | null;
}

export interface FilterProvider {
  readonly key: string;
  readonly name: string;
  readonly kind: 'windows-firewall' | 'windows' | 'third-party';
}

/** Which process has a connection, as a list of sockets tells. */
export interface ProcessHint {
  readonly protocol: string;
  readonly local: string;
  readonly remote: string;
  readonly pid: number | null;
  readonly name: string;
  /** `connection`: the same ends; `listener`: the socket that takes connections of this port. */
  readonly how: 'connection' | 'listener';
  readonly evidence: EvidenceText;
}

export interface Listener {
  readonly protocol: 'tcp' | 'udp';
  /** `0.0.0.0:445`. */
  readonly local: string;
  readonly pid: number | null;
  readonly name: string;
  readonly service: string;
  readonly evidence: EvidenceText;
}

export interface SideAddress extends Pick<AddressFact, 'address' | 'role' | 'adapter'> {
  readonly evidence: EvidenceText;
}

/** A counter; `last` and `evidence[1]` only when it was read more than once. */
export interface CounterRow extends Pick<CounterFact, 'source' | 'scope' | 'name'> {
  readonly first: number;
  readonly last: number | null;
  /** What the trace itself shows of the same thing; null where the two are not comparable. */
  readonly inTrace: number | null;
  readonly evidence: readonly EvidenceText[];
}

export interface SettingRow {
  readonly setting: TcpSettingId;
  readonly value: string;
  readonly evidence: EvidenceText;
}
