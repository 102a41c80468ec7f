import type { AddressFact } from '../../events/side/host.js';
import { addressOf } from '../side-endpoint.js';
import type { SideSink, SideTextFormat, SideTextReader } from '../side-format.js';

// Ethernet adapter Ethernet 2:          Ethernet-Adapter Ethernet 2:
const ADAPTER = /^(\S.{2,200}?)\s*[:：]\s*$/;
//    IPv4 Address. . . . . . . . . . . : 192.0.2.10(Preferred)
//    |------- label, dotted -------|     |address| |--state--|
const ROW = /^\s{2,}(\S.*?)[ .]*\s?[:：]\s?(\S.*)?$/;
const DOTTED = /(?:\s\.)+\s?[:：]|(?:\s\.){2,}|\.{3,}/;
//                                        198.51.100.2        one more value of the row above
const FURTHER = /^\s{10,}(\S+)\s*$/;
const STATED = /^(\S+?)\s?\(([^)]{2,30})\)$/;

/** `ipconfig /all`: which addresses are of this host, its gateways and its DNS servers. */
export const ipconfig: SideTextFormat = {
  kind: 'text',
  id: 'ipconfig',
  what: 'the addresses of the host (ipconfig /all)',
  doc: 'https://learn.microsoft.com/windows-server/administration/windows-commands/ipconfig',
  createReader: (sink) => new IpconfigReader(sink),
};

class IpconfigReader implements SideTextReader {
  readonly #sink: SideSink;
  #adapter = '';
  #role: AddressFact['role'] | null = null;
  #notUnderstood = 0;

  constructor(sink: SideSink) {
    this.#sink = sink;
  }

  line(text: string, line: number): 'fact' | 'part' | null {
    const adapter = ADAPTER.exec(text);
    if (adapter !== null && !/^\s/.test(text)) {
      this.#adapter = adapter[1] ?? '';
      this.#role = null;
      return null;
    }
    const row = DOTTED.test(text) ? ROW.exec(text) : null;
    if (row !== null) {
      const label = row[1] ?? '';
      const value = (row[2] ?? '').trim();
      this.#role = roleOf(label, value);
      if (value === '') return 'part';
      if (this.#address(value, text, line)) return 'fact';
      if (this.#role === null && addressOf(STATED.exec(value)?.[1] ?? value) !== null && !isMask(value)) {
        this.#notUnderstood++;
      }
      return 'part';
    }
    const further = FURTHER.exec(text)?.[1];
    if (further === undefined || this.#role === null || this.#adapter === '') return null;
    return this.#address(further, text, line) ? 'fact' : null;
  }

  end(): void {
    if (this.#notUnderstood > 0) {
      this.#sink.note(
        `${this.#notUnderstood} ${this.#notUnderstood === 1 ? 'address has a label that is' : 'addresses have labels that are'} in no table of this program: what ${this.#notUnderstood === 1 ? 'it is' : 'they are'} for was not guessed.`,
      );
    }
    this.#notUnderstood = 0;
    this.#adapter = '';
    this.#role = null;
  }

  #address(value: string, text: string, line: number): boolean {
    const address = addressOf(STATED.exec(value)?.[1] ?? value);
    if (address === null || isMask(address) || this.#role === null || this.#adapter === '') return false;
    this.#sink.fact({
      kind: 'address',
      line,
      text: text.trim(),
      address,
      role: this.#role,
      adapter: this.#adapter,
    });
    return true;
  }
}

/**
 * What an address is for. Only own ones have a state in brackets (`(Preferred)`, `(Bevorzugt)`); the words DNS and DHCP
 * stay in most languages, the one for gateway is in a table.
 */
function roleOf(label: string, value: string): AddressFact['role'] | null {
  if (/DNS/.test(label)) return /^\S+[.:]\S+$/.test(value) || value === '' ? 'dns' : null;
  if (/DHCPv6|IAID|DUID/i.test(label)) return null;
  if (/DHCP/.test(label)) return 'dhcp';
  if (/gateway|passerelle|puerta de enlace|網關|网关|ゲートウェイ|게이트웨이|шлюз|brama/i.test(label)) return 'gateway';
  if (/temporary|temporär|temporaire|temporal|temporanea|临时|一時/i.test(label)) return 'temporary';
  if (STATED.test(value)) return 'local';
  return /IPv[46]|IP[- ]Ad|Ad\w+ IP/i.test(label) && addressOf(value) !== null ? 'local' : null;
}

function isMask(text: string): boolean {
  return /^255\.|^0\.0\.0\.0$/.test(text);
}
