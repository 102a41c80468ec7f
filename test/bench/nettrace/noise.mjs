import { randomFrom } from './random.mjs';

// What else a trace of netsh holds: other providers, and messages of the stack that tell nothing of a connection's data.
// Some of it reads like what people search for.

const WORDS =
  'open close query handle interface adapter address prefix route cache entry state policy filter engine worker session request response header content status retry update create delete bind indicate complete pending success retransmit dropped timeout'.split(
    ' ',
  );

export class Noise {
  #random = randomFrom(3);
  #forms = [
    (w, n) =>
      `[Microsoft-Windows-WinINet]WININET_REQUEST_HEADER: handle=0x${n(2 ** 32)
        .toString(16)
        .toUpperCase()}, url=https://www.contoso.example/${w()}/${n(99_999)}?${w()}=${n(2 ** 32)}&t=${w()}, status=${n(599)}`,
    (w, n) =>
      `[Microsoft-Windows-NDIS-PacketCapture]Packet Fragment (${40 + n(1460)} bytes), MiniportIfIndex ${n(30)}, LowerIfIndex ${n(30)}`,
    (w, n) =>
      `[Microsoft-Windows-WebIO]${w()} ${w()} ${w()}: filterId ${n(99_999)}, layer ${n(99)}, calloutId ${n(500)}, ${w()} = 0x${n(
        2 ** 32,
      )
        .toString(16)
        .toUpperCase()}`,
    (w, n) =>
      `[Microsoft-Windows-TCPIP]IP: ${w()} ${w()} for interface ${n(30)}: ${w()} ${w()} ${w()} ${w()}, ${w()} = ${n(9999)}.`,
    (w, n) =>
      `[Microsoft-Windows-TCPIP]TCP: connection 0xFFFFA98C7E${(n(2 ** 20) + 2 ** 20).toString(16).toUpperCase()}: ${w()} ${w()}, ${w()} = ${n(99_999)}, ${w()} = ${n(99_999)}.`,
    (w, n) =>
      `[Microsoft-Windows-DNS-Client]DNS ${w()} is ${w()} for the name ${w()}.contoso.example, type ${n(65)}, query options ${n(2 ** 30)}, server list 192.0.2.53;, interface index ${n(30)}`,
    () => '[]***',
  ];

  /** A record of another kind, provider and message. */
  next() {
    const form = this.#forms[this.#random.below(this.#forms.length)];
    return form(
      () => WORDS[this.#random.below(WORDS.length)],
      (limit) => this.#random.below(limit),
    );
  }
}
