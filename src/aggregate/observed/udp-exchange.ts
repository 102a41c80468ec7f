import type { PacketHeader } from '../../events/packet.js';
import type { EvidenceSource } from './evidence-budget.js';
import { Exchange } from './exchange.js';

const DNS_PORT = 53;
/** Ports below belong to services: whoever sends from one answers. */
const FIRST_USER_PORT = 1_024;
/** Datagrams of one direction this close together are one request: a burst, a stream. */
const ONE_REQUEST_MS = 200;

// 23614+ A? example.com. (29)      28031 4/0/0 A 198.51.100.7      28031* 1/0/0 A …
const DNS_ID = /^(\d+)[+%*\-|$]* /;
// 23614+ A? example.com. (29)
const DNS_LENGTH = /\((\d+)\)$/;

/** One pair of UDP endpoints: DNS is matched by id, everything else by turns of question and answer. */
export class UdpExchange extends Exchange {
  #initiator: 0 | 1 | null = null;
  #lastFromInitiatorMs = Number.NEGATIVE_INFINITY;
  #isAnswered = true;

  protected override payloadBytes(header: PacketHeader): number {
    // tcpdump prints the length of what it decodes (DNS) in brackets behind it.
    return header.payloadBytes ?? Number(DNS_LENGTH.exec(header.info)?.[1] ?? 0);
  }

  protected override match(header: PacketHeader, sender: 0 | 1, atMs: number, evidence: EvidenceSource): void {
    const id = dnsId(header);
    if (id !== null) {
      if (header.destinationPort === DNS_PORT) this.requests.request(id, atMs, evidence);
      else this.requests.answer(id, atMs, evidence);
      return;
    }
    this.#initiator ??=
      header.sourcePort < FIRST_USER_PORT && header.destinationPort >= FIRST_USER_PORT
        ? sender === 0
          ? 1
          : 0
        : sender;
    if (sender !== this.#initiator) {
      this.requests.answer('turn', atMs, evidence);
      this.#isAnswered = true;
      return;
    }
    if (this.#isAnswered || atMs - this.#lastFromInitiatorMs > ONE_REQUEST_MS) {
      this.requests.giveUp('turn');
      this.requests.request('turn', atMs, evidence);
    }
    this.#isAnswered = false;
    this.#lastFromInitiatorMs = atMs;
  }
}

function dnsId(header: PacketHeader): string | null {
  if (header.sourcePort !== DNS_PORT && header.destinationPort !== DNS_PORT) return null;
  return DNS_ID.exec(header.info)?.[1] ?? null;
}
