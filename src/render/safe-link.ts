/** A link that may be followed: https, no credentials, nothing that could end an attribute. Null for everything else. */
export function safeLink(address: string): string | null {
  if (!/^https:\/\/[^\s<>"'`\\@]+$/.test(address)) return null;
  return URL.canParse(address) ? address : null;
}
