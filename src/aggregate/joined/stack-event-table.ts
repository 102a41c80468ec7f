import { endpoint } from '../../base/endpoint.js';
import type { ApplicationEvent } from '../../events/application.js';
import type { Verbatim } from '../../events/evidence.js';
import type { InterfaceEvent } from '../../events/interface.js';
import type { NeighborEvent } from '../../events/neighbor.js';
import type { PortEvent } from '../../events/port.js';
import type { RouteEvent } from '../../events/route.js';
import type { StackDropEvent } from '../../events/stack-drop.js';
import type { StackEndpoint } from '../../events/stack.js';
import type { TcpEvent } from '../../events/tcp.js';
import type { WfpEvent } from '../../events/wfp.js';
import { bareAddress } from '../stated/stated-end.js';
import { reasonWords, statusWords } from '../stated/status-words.js';
import type { TextBudget } from '../stated/text-budget.js';
import { EventRows } from './event-rows.js';
import type {
  ApplicationRow,
  CounterRow,
  InterfaceRow,
  NeighborRow,
  PortRow,
  RouteRow,
  StackEventSummary,
  TcpRow,
  WfpRow,
} from './stack-event-summary.js';

/** Everything the stack states that is neither a connection nor a dropped packet of this trace, in small tables. */
export class StackEventTable {
  readonly #neighbors: EventRows<NeighborRow>;
  readonly #routes: EventRows<RouteRow>;
  readonly #ports: EventRows<PortRow>;
  readonly #interfaces: EventRows<InterfaceRow>;
  readonly #wfp: EventRows<WfpRow>;
  readonly #applications: EventRows<ApplicationRow>;
  readonly #tcp: EventRows<TcpRow>;
  readonly #counters: EventRows<CounterRow>;

  constructor(texts: TextBudget) {
    this.#neighbors = new EventRows(texts);
    this.#routes = new EventRows(texts);
    this.#ports = new EventRows(texts);
    this.#interfaces = new EventRows(texts);
    this.#wfp = new EventRows(texts);
    this.#applications = new EventRows(texts);
    this.#tcp = new EventRows(texts);
    this.#counters = new EventRows(texts);
  }

  neighbor(event: NeighborEvent, verbatim: Verbatim): void {
    const told = neighborTold(event);
    this.#neighbors.add(`${event.address} ${event.interface}`, event, verbatim, told, (known) => ({
      address: known.address,
      interface: known.interface,
      mac: told.mac ?? known.mac,
      state: told.state ?? known.state,
      unreachable: known.unreachable + told.unreachable,
      reachable: known.reachable + told.reachable,
      solicitations: known.solicitations + told.solicitations,
      answers: known.answers + told.answers,
      duplicate: known.duplicate + told.duplicate,
    }));
  }

  route(event: RouteEvent, verbatim: Verbatim): void {
    const { what, prefix, nextHop, destination, state } = event;
    const row = {
      what,
      prefix,
      nextHop,
      destination,
      interface: event.interface,
      state,
      reason: reasonWords(event.reason),
      status: statusWords(event.status),
    };
    this.#routes.add(keyOf(row), event, verbatim, row);
  }

  port(event: PortEvent, verbatim: Verbatim): void {
    const status = statusWords(event.status);
    const hasFailed = status !== null || event.what === 'exhausted';
    // What went well is one row for each kind; a failure says whose.
    const whose = hasFailed ? { local: endText(event.local), pid: event.pid } : { local: null, pid: null };
    const row = { what: event.what, protocol: event.protocol, cause: event.cause, status, ...whose };
    this.#ports.add(keyOf(row), event, verbatim, row);
  }

  interface(event: InterfaceEvent, verbatim: Verbatim): void {
    const { what, alias, address, bitsPerSecond } = event;
    const row = { what, interface: event.interface, alias, address, bitsPerSecond, status: statusWords(event.status) };
    this.#interfaces.add(keyOf(row), event, verbatim, row);
  }

  wfp(event: WfpEvent, verbatim: Verbatim): void {
    const { what, filter, layer, error } = event;
    this.#wfp.add(keyOf({ what, filter, layer, error }), event, verbatim, { what, filter, layer, error });
  }

  application(event: ApplicationEvent, verbatim: Verbatim): void {
    const status = statusWords(event.status);
    const reason = reasonWords(event.reason);
    const isNamed = status !== null || reason !== null || event.layer === 'smb';
    const whose = isNamed ? { name: event.name, address: endText(event.address) } : { name: null, address: null };
    const row = { layer: event.layer, what: event.what, status, reason, ...whose };
    this.#applications.add(keyOf(row), event, verbatim, row);
  }

  /** Takes those TCP events that tell of no connection; gives false for all others. */
  tcp(event: TcpEvent, verbatim: Verbatim): boolean {
    const what = connectionless(event);
    if (what === null) return false;
    // Every refused attempt has a port of its own: they are one row for each peer and service.
    const remote = event.remote === null ? null : bareAddress(event.remote.address);
    const row = {
      what,
      local: endText(event.local),
      remote,
      reason: statusWords(event.status) ?? reasonWords(event.reason),
    };
    this.#tcp.add(keyOf(row), event, verbatim, row);
    return true;
  }

  counter(event: StackDropEvent, verbatim: Verbatim): void {
    const row = { layer: event.layer, counts: event.counts, reason: reasonWords(event.reason), packets: event.packets };
    this.#counters.add(`${row.layer} ${row.counts} ${row.reason}`, event, verbatim, row, () => row);
  }

  finish(stated: Pick<StackEventSummary, 'unattached' | 'connectionsNotKept' | 'notSeen'>): StackEventSummary {
    const tables = [
      this.#neighbors,
      this.#routes,
      this.#ports,
      this.#interfaces,
      this.#wfp,
      this.#applications,
      this.#tcp,
      this.#counters,
    ];
    return {
      neighbors: this.#neighbors.finish(),
      routes: this.#routes.finish(),
      ports: this.#ports.finish(),
      interfaces: this.#interfaces.finish(),
      wfp: this.#wfp.finish(),
      applications: this.#applications.finish(),
      tcp: this.#tcp.finish(),
      counters: this.#counters.finish(),
      notKept: tables.reduce((sum, table) => sum + table.notKept, 0),
      ...stated,
    };
  }
}

/** What one event adds to the row of its neighbour. */
function neighborTold(event: NeighborEvent): NeighborRow {
  const isFailure = event.what === 'unreachable' || (event.what === 'state' && event.state === 'Unreachable');
  const isSuccess = event.what === 'reachable' || (event.what === 'state' && event.state === 'Reachable');
  const discovery = event.what === 'discovery' ? (event.event ?? '') : '';
  return {
    address: bareAddress(event.address),
    interface: event.interface,
    mac: event.mac,
    state: event.state,
    unreachable: isFailure ? 1 : 0,
    reachable: isSuccess ? 1 : 0,
    solicitations: /^sending neighbor solicitation/i.test(discovery) ? 1 : 0,
    answers: /^received neighbor advertisement/i.test(discovery) ? 1 : 0,
    duplicate: event.what === 'dad-failed' ? 1 : 0,
  };
}

function connectionless(event: TcpEvent): string | null {
  switch (event.what) {
    case 'global':
      return event.step;
    case 'rst':
      return event.step === 'sent' && event.tcb === null ? 'rst-without-connection' : null;
    case 'accept':
      if (event.step === 'failed') return 'accept-failed';
      return event.step === 'listen-failed' ? 'listen-failed' : null;
    case 'connect':
      return event.step === 'rate-limit' ? 'rate-limit' : null;
    default:
      return null;
  }
}

function endText(end: StackEndpoint | null): string | null {
  return end === null ? null : endpoint(bareAddress(end.address), end.port);
}

function keyOf(row: object): string {
  return JSON.stringify(Object.values(row));
}
