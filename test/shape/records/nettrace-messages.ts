import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readMessages } from '../../../grammar/read-messages.mjs';
import { phrases } from '../../../src/generated/grammar/nettrace-messages-phrases.js';
import { render, valuesOf } from '../../nettrace/render-message.js';
import { byteView } from './log-lines.js';

const TABLE = new URL('../../../grammar/nettrace-messages.txt', import.meta.url);
const METADATA = 'Level: 4, Keyword: 0x10, Event: Tcp, Info: ';
const NAME_RESOLVED = 'GetAddrInfoW is completed for queryName www.contoso.example with status 5 and result';
const NEIGHBOR = 'IP: Neighbor with IpAddress = 192.0.2.1 DlAddress =';
const STATUS =
  'TCP: connection 0xFFFFA98C1E2D4050 (local=192.0.2.5:50123 remote=[2001:db8::9]:443) connect attempt failed with status =';

/** Values in forms that are rarer than those of the table's own test. */
const RARE_VALUES = [
  'TCP: connection 0xFFFFA98C1E2D4050: Send Retransmit round with SndUna = 0x5B4, Round = 2(Two), SRTT = -1, RTO = 300.',
  `${NEIGHBOR} AA-00-5E-00-53-01 on Interface = 12 changed state from 0x1 to 4(Reachable) due to Event = 3.`,
  `${NEIGHBOR} on Interface = 12 changed state from 2001:db8::1 to 192.0.2.7 due to Event = 3.`,
  'IP: Neighbor with IpAddress = 0x050200C0 DlAddress = 0x00005E005301 on Interface = 12 changed state from 1 to 2 due to Event = 3.',
  `${STATUS} 192.0.2.1 2001:db8::1 9:5:7 1/2 4( ) 6((Ignore IPv4 address), IPv6 address =) 0xC0000001(NT=a (b)) 5(c) 0x6 7.`,
  `${STATUS} état à la fin, 你 你 .`,
  `${METADATA}${NAME_RESOLVED} 192.0.2.1;`,
  // Messages of Windows that are none of ours.
  'IP: Sending router solicitation',
  'WININET_CONNECT: handle=0x1, url=https://www.contoso.example/',
  `${METADATA}WININET_CONNECT: handle=0x1`,
];

/**
 * Messages of the network stack as their readers hand them to the grammar: lines joined, blanks single. Every message of
 * the table as netsh and as pktmon print it, with texts in several languages, some with fields that newer builds append;
 * and every fixed phrase inside a free text.
 */
export function nettraceMessages(valuesEach: number): string[] {
  const messages = readMessages(readFileSync(TABLE, 'utf8'));
  const printed = messages.flatMap((message, i) =>
    fc.sample(valuesOf(message), { seed: i, numRuns: valuesEach }).flatMap((values, j) => {
      const netsh = render(message, values, 'netsh');
      const appended = `${netsh.slice(0, -1)}, NewField = ${j + 5}.`;
      return [netsh, render(message, values, 'pktmon'), ...(i % 9 === 0 ? [appended, METADATA + netsh] : [])];
    }),
  );
  const inside = phrases.map(([phrase]) => `${NAME_RESOLVED} x ${phrase}y.`);
  return [...printed, ...inside, ...RARE_VALUES].map((text) => byteView(text).replace(/[ \t]+/g, ' '));
}
