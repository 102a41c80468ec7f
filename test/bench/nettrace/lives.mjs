import { randomFrom } from './random.mjs';
import { StackLines } from './stack-lines.mjs';

// The lives of TCP connections, many at a time. When one ends, the next gets the address of its TCB.

const TCBS_AT_ONCE = 500;

export class Lives {
  /** What is true of the log, to compare answers with. Connections are those that sent something. */
  truth = { connections: 0, sends: 0, bytes: 0, rto: 0, tlp: 0, fast: 0 };
  #random = randomFrom(2);
  #slots;
  #say = new StackLines(this.#random, this.truth);
  #linesPerLife;
  #born = 0;

  /** `lives` connections in all, each of about `linesPerLife` lines. */
  constructor({ lives, linesPerLife }) {
    this.#linesPerLife = linesPerLife;
    const slots = Math.max(1, Math.min(TCBS_AT_ONCE, Math.ceil(lives / 4)));
    this.#slots = Array.from({ length: slots }, (_, slot) => ({ slot, life: null, rest: Math.floor(lives / slots) }));
  }

  /** Messages that one connection prints together; null when all have ended. */
  next() {
    while (this.#slots.length > 0) {
      const at = this.#random.below(this.#slots.length);
      const slot = this.#slots[at];
      if (slot.life === null && slot.rest-- > 0) slot.life = this.#life(slot.slot, this.#born++);
      const step = slot.life?.next();
      if (step !== undefined && !step.done) return step.value;
      slot.life = null;
      if (slot.rest <= 0) this.#slots.splice(at, 1);
    }
    return null;
  }

  *#life(slot, number) {
    const c = this.#connection(slot, number);
    yield this.#say.connect(c);
    // A turn is about six lines.
    for (let turns = this.#linesPerLife / 6; turns > 0; turns--) {
      const chance = this.#random.below(100);
      if (chance < 4) yield this.#say.timeout(c);
      else if (chance < 8) yield this.#say.tailLoss(c);
      else if (chance < 11) yield this.#say.fastRetransmit(c);
      else if (chance < 40) yield this.#say.receive(c);
      else yield this.#say.send(c);
    }
    yield number % 5 === 0 ? this.#say.resetByPeer(c) : this.#say.close(c);
  }

  #connection(slot, number) {
    const isV6 = number % 10 === 9;
    // Every connection has ends of its own; ports come again after 10,000, then with another server.
    const port = 50_000 + (number % 10_000);
    const host = 1 + ((number + Math.floor(number / 10_000)) % 250);
    const local = isV6 ? `[2001:db8::10]:${port}` : `192.0.2.10:${port}`;
    const remote = isV6 ? `[2001:db8:1::${host.toString(16)}]:443` : `198.51.100.${host}:${number % 2 ? 443 : 1433}`;
    const una = this.#random.below(2 ** 32);
    const tcb = `0xFFFFA98C1E${(0x100000 + slot * 0x150).toString(16).toUpperCase()}`;
    return {
      tcb,
      ends: `(local=${local} remote=${remote})`,
      local,
      remote,
      pid: 1000 + (number % 90) * 4,
      una,
      max: una,
      cwnd: 14_600,
      rttUs: 5_000 + this.#random.below(40_000),
      sent: 0,
      resent: 0,
    };
  }
}
