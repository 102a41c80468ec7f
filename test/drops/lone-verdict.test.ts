import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineFacts } from '../../src/aggregate/drop-facts.js';
import { DropKind } from '../../src/aggregate/drop-kind.js';
import { FlowFacts } from '../../src/aggregate/flow-facts.js';
import { LoneVerdict } from '../../src/aggregate/lone-verdict.js';
import type { DropEvent, IcmpHeader, LinkHeader, PacketHeader } from '../../src/events/packet.js';
import { allDropReasons } from '../../src/knowledge/drop-reason.js';
import { judgeDrop } from '../../src/knowledge/drop-verdict.js';
import { datagramDrop } from '../stated/case.js';

const CONDITIONAL = allDropReasons().filter(({ conditions }) => conditions.length > 0);
const ICMP: IcmpHeader = {
  type: 'port-unreachable',
  id: null,
  sequence: null,
  target: null,
  targetProtocol: null,
  targetPort: null,
  mtuBytes: null,
};

/** What lines of one kind need not have in common. */
const line = fc.record({
  location: fc.constantFrom(null, 0xe000_4134, 0xe000_4704, 0xe000_6001, 0xe000_460a),
  icmp: fc.constantFrom(null, ICMP, { ...ICMP, type: 'echo-request' }),
  link: fc.constantFrom(
    ...[null, '01-00-5E-00-00-FB', '00-00-5E-00-53-01'].flatMap((to) => [link(to, 'IPv4'), link(to, '0x88cc')]),
  ),
  broadcast: fc.integer({ min: 0, max: 2 }),
});

function link(destination: string | null, etherType: string): LinkHeader | null {
  return destination === null ? null : { source: '00-00-5E-00-53-02', destination, etherType, vlan: null };
}

it('a verdict that is kept is the one that would be given anew', () => {
  const destinations = ['192.0.2.255:50005', '224.0.0.251:5353', '198.51.100.27:443'];
  fc.assert(
    fc.property(
      fc.constantFrom(...CONDITIONAL),
      fc.constantFrom(...destinations),
      fc.constantFrom('Tx', 'Rx'),
      fc.array(line, { minLength: 2, maxLength: 12 }),
      (reason, destination, direction, lines) => {
        const drop = datagramDrop(0, direction as 'Tx' | 'Rx', reason.text, '192.0.2.5:53', destination);
        const header = drop.header as PacketHeader;
        const kind = new DropKind(new FlowFacts(header.flow), reason.text, direction, false);
        const kept = new LoneVerdict();
        // Addresses are only ever added to the broadcasts.
        for (const { location, broadcast, ...parts } of lines.toSorted((x, y) => x.broadcast - y.broadcast)) {
          const event: DropEvent = { ...drop, location, header: { ...header, ...parts } };
          const broadcasts = new Set(['203.0.113.255', '192.0.2.255'].slice(0, broadcast));
          const facts = new LineFacts(event, kind.ends, [], broadcasts);
          expect(kept.judge(event, kind, broadcasts)).toEqual(judgeDrop(kind.reason, facts));
          expect(kept.isMulticast).toBe(facts.multicast);
        }
      },
    ),
  );
});
