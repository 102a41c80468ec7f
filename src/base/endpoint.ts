/** `192.0.2.5:443`, `[2001:db8::1]:443`; without the port when it is 0. */
export function endpoint(address: string, port: number): string {
  if (port === 0) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
