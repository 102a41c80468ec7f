import type { Component } from './machine.js';

export const LOWER_ONLY = [{ name: 'Lower', id: 1 }];
export const UPPER_ONLY = [{ name: 'Upper', id: 1 }];
export const BOTH = [
  { name: 'Upper', id: 1 },
  { name: 'Lower', id: 2 },
];

export function component(
  id: number,
  type: string,
  name: string,
  description: string,
  properties: Component['properties'] = [],
  edges: Component['edges'] = [],
): Component {
  const virtual = type.startsWith('Vms');
  return {
    id,
    type,
    name,
    description,
    properties,
    edges,
    directionIn: virtual ? 'Egress ' : 'Rx ',
    directionOut: virtual ? 'Ingress ' : 'Tx ',
  };
}
