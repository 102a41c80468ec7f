import ipaddr from 'ipaddr.js';
import { NANOSECONDS_PER_SECOND } from '../../base/time.js';
import type { DropGroup } from '../case.js';
import type { BlockedFlow } from './side-summary.js';

/** The audit writes its event in the same second as the drop; both clocks are of one machine. */
const SAME_TIME = 2n * NANOSECONDS_PER_SECOND;

/** What is compared of a group of drops. */
export type DroppedEnds = Pick<
  DropGroup,
  'protocol' | 'source' | 'sourcePort' | 'destination' | 'destinationPort' | 'firstTime' | 'lastTime'
>;
type FlowEnds = Pick<
  BlockedFlow,
  'protocol' | 'source' | 'sourcePort' | 'destination' | 'destinationPort' | 'firstTime' | 'lastTime' | 'isOnTraceClock'
>;

/** Blocked flows by their ends, so that each group of drops is compared with few of them. */
export class FlowIndex<Flow extends FlowEnds> {
  readonly #byEnds = new Map<string, Flow[]>();

  constructor(flows: readonly Flow[]) {
    for (const flow of flows) {
      const key = endsKey(flow);
      const known = this.#byEnds.get(key);
      if (known === undefined) this.#byEnds.set(key, [flow]);
      else known.push(flow);
    }
  }

  /**
   * Flows whose packets are those of the group: same protocol, addresses and ports in either order (5157 and net events do
   * not agree on which end is the source), at the same time as far as both times are on one clock.
   */
  flowsOf(group: DroppedEnds): readonly Flow[] {
    const same = this.#byEnds.get(endsKey(group)) ?? [];
    return same.filter((flow) => fitsPorts(group, flow) && isSameTime(group, flow));
  }
}

/** Independent of direction and of how IPv6 addresses are written. */
function endsKey({ protocol, source, destination }: DroppedEnds | FlowEnds): string {
  const ends = [plainAddress(source), plainAddress(destination)].sort();
  return `${protocol} ${ends[0]} ${ends[1]}`;
}

/** A port of 0 says that it differs within the group (it is the client's), so the other one decides. */
function fitsPorts(group: DroppedEnds, flow: FlowEnds): boolean {
  const fits = (one: number, other: number) => one === 0 || one === other;
  const isSameWay = plainAddress(group.source) === plainAddress(flow.source);
  const straight =
    isSameWay && fits(group.sourcePort, flow.sourcePort) && fits(group.destinationPort, flow.destinationPort);
  const isOtherWay = plainAddress(group.source) === plainAddress(flow.destination);
  return (
    straight ||
    (isOtherWay && fits(group.sourcePort, flow.destinationPort) && fits(group.destinationPort, flow.sourcePort))
  );
}

function isSameTime(group: DroppedEnds, flow: FlowEnds): boolean {
  if (!flow.isOnTraceClock || flow.firstTime === null || flow.lastTime === null) return true;
  return flow.firstTime <= group.lastTime + SAME_TIME && flow.lastTime >= group.firstTime - SAME_TIME;
}

function plainAddress(address: string): string {
  if (!address.includes(':')) return address;
  const text = address.replace(/%.*$/, '');
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text).toString() : text;
}
