import type { Ends } from './ends.js';
import { type Frame, ipFrame } from './frame.js';

export interface TcpParts extends Ends {
  /** tcpdump letters: `S`, `S.`, `.`, `P.`, `F.`, `R`, `R.`. */
  readonly flags: string;
  readonly sequence?: number;
  readonly acknowledgement?: number;
  readonly window?: number;
  /** As printed, `mss 1460,nop,wscale 8,nop,nop,sackOK`. */
  readonly options?: string;
  readonly payloadBytes?: number;
  /** What tcpdump says of the payload, `HTTP: GET / HTTP/1.1`. */
  readonly info?: string;
  readonly ttl?: number;
  readonly id?: number;
}

/** Bytes of one printed TCP option. */
function optionBytes(option: string): number {
  const [name = ''] = option.split(' ');
  if (name === 'mss') return 4;
  if (name === 'wscale') return 3;
  if (name === 'sackOK') return 2;
  if (name === 'TS') return 10;
  if (name === 'sack') return 2 + 8 * Number(option.split(' ')[1]);
  return 1;
}

/** `Flags [P.], seq 1:223, ack 9, win 1028, options […], length 222`; a sequence is printed for data, SYN, FIN and RST only. */
export function tcp(parts: TcpParts): Frame {
  const payload = parts.payloadBytes ?? 0;
  const words = [`Flags [${parts.flags}]`];
  if (parts.sequence !== undefined && (payload > 0 || /[SFR]/.test(parts.flags))) {
    const end = (parts.sequence + payload) % 2 ** 32;
    words.push(payload > 0 ? `seq ${parts.sequence}:${end}` : `seq ${parts.sequence}`);
  }
  if (parts.flags.includes('.')) words.push(`ack ${parts.acknowledgement ?? 0}`);
  words.push(`win ${parts.window ?? 1024}`);
  if (parts.options) words.push(`options [${parts.options}]`);
  words.push(`length ${payload}`);
  // `sack 1 {5:9}{2:3}` holds no comma, so a comma always ends an option.
  const options = (parts.options?.split(',') ?? []).reduce((sum, option) => sum + optionBytes(option), 0);
  return ipFrame({
    ...parts,
    protocol: 'TCP (6)',
    body: words.join(', ') + (parts.info ? `: ${parts.info}` : ''),
    briefBody: `tcp ${payload}`,
    transportBytes: 20 + Math.ceil(options / 4) * 4 + payload,
  });
}

/** A TCP segment that was cut before its flags. */
export function cutTcp(ends: Ends, networkBytes: number): Frame {
  return ipFrame({
    ...ends,
    protocol: 'TCP (6)',
    body: '[|tcp]',
    transportBytes: networkBytes - 20,
  });
}
