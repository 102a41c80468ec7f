import type { Case, DropGroup } from '../../aggregate/case.js';
import { ADAPTER_COUNTERS, ADAPTER_DRIVERS, captureAtPeer } from '../commands.js';
import { dropRule } from '../drop-rule.js';
import { confidenceOf, severityOf } from '../drop-severity.js';
import { dropperWords, isOutbound, packetWords, pathSuffix, reasonWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { PACKET_LOSS } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';
import { listed } from '../words.js';

/** Checksum and CRC: IP, TCP and UDP, ICMP, frame. */
const CHECKSUM_CODES: readonly (number | null)[] = [912, 1203, 953, 211, 212, 213];
/** Reasons of TCP about sequence numbers: `changed-tcp-header` knows them. */
const TCP_STATE_CODES: readonly (number | null)[] = [1208, 1213, 1216];

export const invalidPacket: Rule = dropRule({
  id: 'invalid-packet',
  title: 'Packets arrive with valid headers and checksums',
  trigger:
    'Unicast packets dropped with a reason of the category invalid-packet (2, 906, 912, 1202, 1203, …), checksum reasons on their own, by sender.',
  meaning:
    'A component could not accept the header: a wrong checksum, a wrong length, a field it does not know. Mostly an offload or a driver that computes or changes it wrongly.',
  category: 'invalid-packet',
  side: 'local',
  claims: ({ category, code, verdict, noise }) =>
    category === 'invalid-packet' && verdict !== 'benign' && !noise && !TCP_STATE_CODES.includes(code),
  cause: ({ code, source }) => `${CHECKSUM_CODES.includes(code)} ${source}`,
  finding,
});

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  const isChecksum = groups.every(({ code }) => CHECKSUM_CODES.includes(code));
  const senders = listed(groups.map(({ source }) => source));
  const from = senders === '' ? '' : ` from ${senders}`;
  const isSent = groups.every(isOutbound);
  return findingOf({
    id: 'invalid-packet',
    severity: severityOf(groups),
    side: 'local',
    category: 'invalid-packet',
    confidence: confidenceOf(groups),
    title: isChecksum
      ? `${packetWords(groups)}${from} dropped here for a wrong checksum: ${reasonWords(groups)}${pathSuffix(groups)}`
      : `${packetWords(groups)}${from} dropped here as invalid: ${reasonWords(groups)}${pathSuffix(groups)}`,
    sentence: `this host dropped ${packetWords(groups)}${from} because ${isChecksum ? 'their checksum is wrong' : 'it takes their headers for invalid'}`,
    explanation: `${isChecksum ? 'A checksum is computed by the sender, by its adapter (offload) or by the hypervisor between. Wrong ones from one sender point to its offload or driver; wrong ones from many senders to the adapter, cable or driver here.' : 'The component could not parse the header or refuses it in this form. That happens with offloads whose data does not fit the packet, with encapsulation, and with drivers that change headers.'} ${isSent ? 'The packets were on their way out, so this host made them. ' : ''}${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: [
      'Get-NetAdapterChecksumOffload | Format-Table Name,*IPv4*   (as a test: Disable-NetAdapterChecksumOffload on the suspect adapter, here and on the sender)',
      'Get-NetAdapterLso; Get-NetAdapterRsc',
      ADAPTER_DRIVERS,
      ADAPTER_COUNTERS,
      ...captureAtPeer(groups[0]?.protocol ?? '', { address: groups[0]?.source ?? '', port: 0 }),
    ],
    notConfused:
      'Wrong checksums of packets that this host sends are normal in a capture above the adapter (the adapter fills them in); a drop line is not, something refused the packet.',
    doc: PACKET_LOSS,
  });
}
