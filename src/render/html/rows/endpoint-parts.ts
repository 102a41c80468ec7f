import { endpoint } from '../../../base/endpoint.js';

// 192.0.2.5:55330        [2001:db8::5]:443
const WITH_PORT = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/;

/** An end as address and port, so that each address is written once; what does not come back the same stays whole, with port 0. */
export function endpointParts(end: string): { readonly address: string; readonly port: number } {
  const match = WITH_PORT.exec(end);
  const address = match?.[1] ?? match?.[2] ?? end;
  const port = Number(match?.[3] ?? 0);
  return endpoint(address, port) === end ? { address, port } : { address: end, port: 0 };
}
