import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OpenPackets } from '../../src/aggregate/open-packets.js';

it('knows the same packets as a map by key, also when many keys have one hash', () => {
  const step = fc.record({ key: fc.nat(40), isGroup: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 41 }), (steps, hashes) => {
      const packets = new OpenPackets<{ readonly key: string | number; readonly hash: number }>();
      const expected = new Map<string | number, object>();
      for (const { key: number, isGroup } of steps) {
        const packet = { key: isGroup ? number : `packet ${number}`, hash: number % hashes };
        const known = packets.get(packet.key, packet.hash);
        expect(known).toBe(expected.get(packet.key) ?? null);
        if (known === null) {
          packets.add(packet);
          expected.set(packet.key, packet);
        } else {
          packets.delete(known);
          expected.delete(packet.key);
        }
      }
    }),
  );
});
