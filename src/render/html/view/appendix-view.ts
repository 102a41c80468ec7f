import { IDENTITY_METHOD } from '../../words.js';
import type { Scope } from './scope.js';

const GLOSSARY: readonly (readonly [string, string])[] = [
  ['Drop line', 'One record in which a component says that it discarded a packet. One packet can have dozens.'],
  ['Distinct packet', 'One packet, however many lines speak of it. The headline counts these.'],
  ['Connection', 'Both directions of one pair of addresses and ports with one protocol.'],
  ['Flow', 'One direction of a connection.'],
  [
    'Component',
    'A driver or filter of the network stack through which packets pass, with a number that changes at every driver start.',
  ],
  ['Location', 'The place in the code that discarded the packet.'],
  ['Fault', 'A drop that breaks or slows what somebody was doing.'],
  ['Suspect', 'A drop that can be one or the other; the finding says what decides.'],
  ['Benign', 'A drop that costs nobody anything: noise, a normal ending, the second line of another drop.'],
  ['Noise', 'Multicast, broadcast and discovery traffic that nobody on this machine listens to.'],
  ['Local', 'The machine that captured discarded the packet.'],
  ['Remote', 'The packet left this machine or never reached it; another machine has to capture next.'],
];

/** How the numbers were made, and what the words mean. */
export function appendixView({ report }: Scope) {
  return {
    identity: IDENTITY_METHOD[report.case.drops.identity],
    glossary: GLOSSARY.map(([word, meaning]) => ({ word, meaning })),
  };
}
