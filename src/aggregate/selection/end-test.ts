import ipaddr from 'ipaddr.js';

import { UsageError } from '../../base/errors.js';

/** One end of a packet or a connection; the port is 0 where there is none. */
export interface End {
  readonly address: string;
  readonly port: number;
}

/** Does this end belong to what was asked for? */
export type EndTest = (end: End) => boolean;

/** Answers remembered for addresses; a scan of a net must not fill the memory. */
const MOST_REMEMBERED = 10_000;

/** `192.0.2.5:443`, `192.0.2.5.443` as tcpdump writes it, `[2001:db8::1]:443`, `192.0.2.0/24`, `:443`. */
const IPV4_END = /^(\d{1,3}(?:\.\d{1,3}){3})(?:[:.](\d{1,5}))?$/;
const IPV6_END =
  /^(?:\[([0-9a-f:.]+)(?:%[^\]]*)?\](?::(\d{1,5}))?|([0-9a-f:]*:[0-9a-f:]*:[0-9a-f:]*(?:\d{1,3}(?:\.\d{1,3}){3})?)(?:%\w+)?(?:\.(\d{1,5}))?)$/i;
const PORT_ALONE = /^:(\d{1,5})$/;
/** Between two ends; no address has one of these. */
const BETWEEN = /\s*(?:<->|->|=>|<|>|,|-|\sto\s|\sand\s)\s*|\s+/i;

/**
 * Makes the test of one `--connection`: an end alone is met by either side, two of them by one side each, whichever.
 *
 * @throws {UsageError} for what is neither address, net, nor port.
 */
export function connectionTest(wanted: string): (one: End, other: End) => boolean {
  const parts = wanted
    .trim()
    .split(BETWEEN)
    .filter((part) => part !== '');
  const [first, second] = parts.map((part) => endTest(part, wanted));
  if (first === undefined || parts.length > 2) throw noConnection(wanted);
  if (second === undefined) return (one, other) => first(one) || first(other);
  return (one, other) => (first(one) && second(other)) || (first(other) && second(one));
}

function endTest(text: string, wanted: string): EndTest {
  const alone = PORT_ALONE.exec(text);
  if (alone !== null) {
    const port = portOf(alone[1] ?? '', wanted);
    return (end) => end.port === port;
  }
  if (text.includes('/')) return remembering(netTest(text, wanted));
  const [, v4, v4Port] = IPV4_END.exec(text) ?? [];
  const [, bracketed, bracketedPort, plain, plainPort] = IPV6_END.exec(text) ?? [];
  const address = v4 ?? bracketed ?? plain;
  if (address === undefined || !ipaddr.isValid(address)) throw noConnection(wanted);
  const isAddress = remembering(sameAddress(address));
  const portText = v4Port ?? bracketedPort ?? plainPort;
  if (portText === undefined) return isAddress;
  const port = portOf(portText, wanted);
  return (end) => end.port === port && isAddress(end);
}

function portOf(text: string, wanted: string): number {
  const port = Number(text);
  if (port > 65_535) throw noConnection(wanted);
  return port;
}

function sameAddress(wanted: string): (address: string) => boolean {
  const canonical = ipaddr.parse(wanted).toNormalizedString();
  return (address) =>
    address === wanted || (ipaddr.isValid(address) && ipaddr.parse(address).toNormalizedString() === canonical);
}

function netTest(text: string, wanted: string): (address: string) => boolean {
  if (!ipaddr.isValidCIDR(text)) throw noConnection(wanted);
  const [net, bits] = ipaddr.parseCIDR(text);
  return (address) => {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.parse(address);
    return parsed.kind() === net.kind() && parsed.match([net, bits]);
  };
}

/** An address is asked for again and again: with each of its packets. The zone of a link-local one does not count. */
function remembering(test: (address: string) => boolean): EndTest {
  const answers = new Map<string, boolean>();
  return ({ address }) => {
    let answer = answers.get(address);
    if (answer === undefined) {
      answer = test(address.replace(/%.*$/, ''));
      if (answers.size >= MOST_REMEMBERED) answers.clear();
      answers.set(address, answer);
    }
    return answer;
  };
}

function noConnection(wanted: string): UsageError {
  return new UsageError(
    `--connection ${wanted}: not an address. Write 192.0.2.5, 192.0.2.5:443, [2001:db8::1]:443, 192.0.2.0/24, :443, or two of them: 192.0.2.5:50000-198.51.100.7:443`,
  );
}

/** `192.0.2.5:443` or `[2001:db8::1]:443` in its parts; without a port it is 0. */
export function endOf(text: string): End {
  const match = /^(?:\[([^\]]*)\]|([^:]*)):(\d+)$/.exec(text);
  return match === null ? { address: text, port: 0 } : { address: match[1] ?? match[2] ?? '', port: Number(match[3]) };
}
