import { describe, expect, it } from 'vitest';
import { CONDITIONS, type ConditionName, type DropFacts } from '../../src/knowledge/drop-condition.js';
import { allDropReasons, dropReasonOf } from '../../src/knowledge/drop-reason.js';
import { judgeDrop } from '../../src/knowledge/drop-verdict.js';

/** A TCP data segment that comes in from the network. */
const SEGMENT: DropFacts = {
  protocol: 'tcp',
  source: '198.51.100.27',
  sourcePort: 443,
  destination: '192.0.2.5',
  destinationPort: 50123,
  multicast: false,
  linkMulticast: false,
  tcpFlags: 'P.',
  direction: 'Rx',
  location: 0xe000_4500,
  earlierReasons: [],
  etherType: null,
  icmpType: null,
};
const DATAGRAM: Partial<DropFacts> = { protocol: 'udp', tcpFlags: null, location: 0xe000_460a };
const MULTICAST: Partial<DropFacts> = { multicast: true, destination: '224.0.0.251' };

/** For each circumstance: packets that show it and packets that do not. */
const EXAMPLES: Readonly<
  Record<ConditionName, { readonly yes: readonly Partial<DropFacts>[]; readonly no: readonly Partial<DropFacts>[] }>
> = {
  multicast: { yes: [MULTICAST], no: [{}] },
  'multicast-inbound': {
    yes: [MULTICAST, { ...MULTICAST, direction: 'In' }],
    no: [{}, { ...MULTICAST, direction: 'Tx' }],
  },
  'udp-multicast': { yes: [{ ...DATAGRAM, ...MULTICAST }], no: [MULTICAST, DATAGRAM] },
  'link-multicast': { yes: [{ linkMulticast: true }], no: [{ multicast: true }] },
  unicast: { yes: [{}, DATAGRAM], no: [MULTICAST, { destination: '' }] },
  'ethertype-of-ip': {
    yes: [{ etherType: 'IPv4' }, { etherType: 'ARP' }, { etherType: '0x86dd' }, { etherType: '0x0800' }],
    no: [{ etherType: null }, { etherType: '0x88cc' }, { etherType: 'LLDP' }, { etherType: 'Unknown' }],
  },
  'location-vfp': {
    yes: [{ location: 0xe000_6001 }],
    no: [{ location: 0xe000_2001 }, { location: null }],
  },
  'tcp-syn': {
    yes: [{ tcpFlags: 'S' }, { tcpFlags: 'SEW' }],
    no: [{ tcpFlags: 'S.' }, { tcpFlags: '.' }, DATAGRAM],
  },
  'tcp-without-syn': {
    yes: [{}, { tcpFlags: 'R.' }, { tcpFlags: 'S.' }],
    no: [{ tcpFlags: 'S' }, { tcpFlags: null }],
  },
  'late-udp-reply': {
    yes: [
      { ...DATAGRAM, sourcePort: 53 },
      { ...DATAGRAM, sourcePort: 5355 },
    ],
    no: [DATAGRAM, { sourcePort: 53 }],
  },
  'stealth-answer': {
    yes: [
      { direction: 'Tx', protocol: 'icmp', tcpFlags: null, icmpType: 'port-unreachable' },
      { direction: 'Out', tcpFlags: 'R.' },
    ],
    no: [{ tcpFlags: 'R' }, { direction: 'Tx' }, { direction: 'Tx', tcpFlags: null, icmpType: 'echo-request' }],
  },
  'outbound-flow': {
    yes: [{ direction: 'Tx' }, { ...DATAGRAM, direction: 'Out' }],
    no: [{}, { direction: 'Tx', ...DATAGRAM, ...MULTICAST }, { direction: 'Tx', protocol: 'icmp' }],
  },
  'raw-follow-up': {
    yes: [{ location: 0xe000_4704, earlierReasons: [1204] }],
    no: [{ location: 0xe000_4704 }, { earlierReasons: [1204] }],
  },
  'delivery-follow-up': {
    yes: [1204, 1206, 1207].map((code) => ({ location: 0xe000_4134, earlierReasons: [code] })),
    no: [{ location: 0xe000_4134 }, { earlierReasons: [1204] }, { location: 0xe000_4134, earlierReasons: [922] }],
  },
  'with-922': { yes: [{ earlierReasons: [922] }], no: [{}, { earlierReasons: [923] }] },
  'with-1204': { yes: [{ earlierReasons: [904, 1204] }], no: [{}, { earlierReasons: [1220] }] },
  'with-1204-or-1220': {
    yes: [{ earlierReasons: [1220] }, { earlierReasons: [1204] }],
    no: [{}, { earlierReasons: [909] }],
  },
};

describe('each circumstance', () => {
  it.each(Object.entries(EXAMPLES))('%s is seen where it is and only there', (name, { yes, no }) => {
    const holds = (facts: Partial<DropFacts>) => CONDITIONS[name as ConditionName]({ ...SEGMENT, ...facts });
    for (const facts of yes) expect(holds(facts), `yes: ${JSON.stringify(facts)}`).toBe(true);
    for (const facts of no) expect(holds(facts), `no: ${JSON.stringify(facts)}`).toBe(false);
  });

  it('of the data is in the table, and the other way round', () => {
    const conditions = allDropReasons().flatMap((reason) => reason.conditions);
    const used = new Set(conditions.flatMap((one) => one.test ?? []));
    expect([...used].toSorted()).toEqual(Object.keys(CONDITIONS).toSorted());
  });

  it('either has a test or needs more than one packet', () => {
    for (const { conditions, code } of allDropReasons()) {
      for (const one of conditions) {
        expect(
          [one.test, one.needs].filter((key) => key !== undefined),
          String(code),
        ).toHaveLength(1);
      }
    }
  });
});

describe('a dropped packet', () => {
  const judge = (code: number, facts: Partial<DropFacts>) => judgeDrop(dropReasonOf(code), { ...SEGMENT, ...facts });

  it('gets the usual verdict when nothing special holds', () => {
    expect(judge(907, {})).toEqual({ verdict: 'fault', why: null });
  });

  it('is a fault when a SYN finds no listener, and noise when multicast finds no socket', () => {
    expect(judge(1204, { tcpFlags: 'S' }).verdict).toBe('fault');
    expect(judge(1204, { ...DATAGRAM, ...MULTICAST }).verdict).toBe('benign');
    expect(judge(1204, { ...DATAGRAM }).verdict).toBe('suspect');
  });

  it('is judged by the first circumstance that holds', () => {
    // A RST on its way out is also an outbound flow: the suppressed answer comes first.
    expect(judge(909, { direction: 'Tx', tcpFlags: 'R.' }).verdict).toBe('benign');
    expect(judge(909, { direction: 'Tx' }).verdict).toBe('fault');
  });

  it('is no fault when it is only the second line of 922', () => {
    expect(judge(923, { earlierReasons: [922] }).verdict).toBe('benign');
    expect(judge(923, {}).verdict).toBe('fault');
  });

  it('keeps the usual verdict where only more packets could tell', () => {
    expect(judge(1217, {})).toEqual({ verdict: 'benign', why: null });
    expect(judge(3, {})).toEqual({ verdict: 'fault', why: null });
  });

  it('says why the verdict is not the usual one', () => {
    expect(judge(1227, { tcpFlags: 'S' })).toMatchObject({
      verdict: 'fault',
      why: 'source port reused before TIME_WAIT ended',
    });
  });
});
