/** Id of a finding on the page, for links and copy buttons. */
export function findingAnchor(index: number): string {
  return `finding-${index + 1}`;
}
