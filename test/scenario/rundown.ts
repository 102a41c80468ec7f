import type { Counters } from './counters.js';
import { fillTemplate, type Templates } from './language.js';
import type { Machine } from './machine.js';

/** One `pktmon filter add`; what is not set matches everything. */
export interface PacketFilter {
  readonly name?: string;
  readonly ip?: string;
  readonly protocol?: string;
  readonly port?: number;
}

/** Bodies of the block at the end of a log: components, properties, counters, filters. */
export function rundownBodies(
  machine: Machine,
  templates: Templates,
  filters: readonly PacketFilter[],
  drops: Counters,
  flows: Counters,
): string[] {
  const bodies: string[] = [];
  for (const part of machine.components) {
    bodies.push(fillTemplate(templates.component, [part.id, part.type, part.name, part.description]));
    for (const [name, value] of part.properties) {
      // The map text of the name ends with a blank: `IfIndex  = 22`.
      bodies.push(fillTemplate(templates.property, [part.id, `${name} `, value]));
    }
    const { packetsIn, bytesIn, packetsOut, bytesOut } = drops.of(`${part.id}`);
    bodies.push(
      fillTemplate(templates.dropCounters, [
        part.id,
        part.directionIn,
        packetsIn,
        bytesIn,
        part.directionOut,
        packetsOut,
        bytesOut,
      ]),
    );
    for (const edge of part.edges) {
      const flow = flows.of(`${part.id}/${edge.id}`);
      bodies.push(
        fillTemplate(templates.flowCounters, [
          part.id,
          edge.name,
          edge.id,
          part.directionIn,
          flow.packetsIn,
          flow.bytesIn,
          part.directionOut,
          flow.packetsOut,
          flow.bytesOut,
        ]),
      );
    }
  }
  filters.forEach((filter, index) => {
    bodies.push(
      fillTemplate(templates.packetFilter, [
        index + 1,
        filter.name ?? '',
        '0x000000000000',
        '0x000000000000',
        0,
        0,
        filter.ip ?? '0.0.0.0',
        '0.0.0.0',
        filter.protocol ?? 0,
        filter.port ?? 0,
        0,
        0,
      ]),
    );
  });
  return bodies;
}
