/** `next-hop-unreachable` as a heading: `Next hop unreachable`. */
export function causeWords(id: string): string {
  const words = id
    .replaceAll('-', ' ')
    .replace(/\bmtu\b/, 'MTU')
    .replace(/\btcp\b/, 'TCP')
    .replace(/\bdns\b/, 'DNS')
    .replace(/\bsmb\b/, 'SMB')
    .replace(/\bhttp\b/, 'HTTP')
    .replace(/\bvlan\b/, 'VLAN');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
