import type { ComponentSummary, FilterSummary } from '../../aggregate/case.js';

/** The parts of the network stack that the log names. Ids are only valid within their input. */
export function jsonComponents(components: readonly ComponentSummary[]) {
  return components.map((component) => ({
    id: component.id,
    type: component.type,
    name: component.name,
    description: component.description,
    input: component.input,
    properties: component.properties.map(({ name, value }) => ({ name, value })),
    dropLines: component.dropLines,
    packetLines: component.packetLines,
    dropCounters: component.dropCounters,
  }));
}

/** Packet filters that were in force: other traffic is missing from the log. */
export function jsonFilters(filters: readonly FilterSummary[]) {
  return filters.map((filter) => ({
    input: filter.input,
    id: filter.id,
    name: filter.name,
    conditions: filter.conditions,
    line: filter.evidence.line,
    text: filter.evidence.text,
  }));
}
