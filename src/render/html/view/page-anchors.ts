/** Ids of places of the page. They are part of addresses that readers pass on (`report.html#finding-1`): keep them. */

/** A finding by its position. */
export function findingAnchor(index: number): string {
  return `finding-${index + 1}`;
}

/** A connection by its position in the case. */
export function connectionAnchor(index: number): string {
  return `connection-${index + 1}`;
}

/** A drop reason by its position in the case. */
export function reasonAnchor(index: number): string {
  return `reason-${index + 1}`;
}

/** The way of a packet by its position in the case. */
export function journeyAnchor(index: number): string {
  return `journey-${index + 1}`;
}
