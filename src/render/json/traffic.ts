import type { TrafficSummary } from '../../aggregate/case.js';

/** What was seen on the wire: line, packet and flow counts, and how packets were told apart. */
export function jsonTraffic(traffic: TrafficSummary) {
  return {
    lines: traffic.lines,
    packets: traffic.packets,
    flows: traffic.flows,
    identity: traffic.identity,
    truncatedLines: traffic.truncatedLines,
    withoutAddresses: traffic.withoutAddresses,
    onlyDropsCaptured: traffic.onlyDropsCaptured,
  };
}
