// The traffic of a machine: which packets a connection sends, receives and loses. Documentation addresses.

const SERVERS = { v4: ['198.51.100', '203.0.113'], v6: ['2001:db8:1:', '2001:db8:2:'] };
const REASONS = [
  ['INET: transport endpoint was not found', '0xE000460A'],
  ['INET: accept inspection', '0xE0004503'],
  ['INET: session state error', '0xE0004602'],
];
const SYN_OPTIONS = ', options [mss 1460,nop,wscale 8,nop,nop,sackOK]';
/** Ports of this machine, from 20000; then the next server. */
const PORTS = 40_000;
const HOSTS = 250;

/** A packet of a connection: `sent`, `received` or `drop`. The sequence numbers are written over later. */
export function packetOf(index, kind) {
  const ends = endsOf(index);
  if (kind === 'drop') return droppedPacket(index, ends);
  const outward = kind === 'sent';
  const payloadBytes = outward ? 60 + ((index * 37) % 1400) : 1460 - ((index * 91) % 1300);
  const [from, to] = outward ? [ends.local, ends.remote] : [ends.remote, ends.local];
  return {
    outward,
    isV6: ends.isV6,
    text: `${from} > ${to}: ${segment(index, payloadBytes)}`,
    networkBytes: (ends.isV6 ? 60 : 40) + payloadBytes,
    payloadBytes,
  };
}

/** UDP without a listener, connections that are refused, data that no session wants. */
function droppedPacket(index, { host, remote, local, isV6 }) {
  const cause = index % REASONS.length;
  const [reason, location] = REASONS[cause];
  const port = 20_000 + (index % PORTS);
  const from = `${host}.${port}`;
  const own = isV6 ? '2001:db8::10' : '192.0.2.10';
  const bytes = 100 + (index % 300);
  const texts = [
    `${from} > ${own}.50005: UDP, length ${bytes}`,
    `${from} > ${own}.445: Flags [S], seq 1000000000, win 64240${SYN_OPTIONS}, length 0`,
    `${remote} > ${local}: ${segment(index, bytes)}`,
  ];
  const networkBytes = [28 + bytes, 52, 40 + bytes][cause] + (isV6 ? 20 : 0);
  const payloadBytes = cause === 2 ? bytes : 0;
  return { outward: false, isV6, text: texts[cause], networkBytes, payloadBytes, drop: { reason, location } };
}

function endsOf(index) {
  const isV6 = index % 12 === 7;
  const number = 1 + ((index + Math.floor(index / PORTS)) % HOSTS);
  const network = SERVERS[isV6 ? 'v6' : 'v4'][index % 2];
  const host = isV6 ? `${network}:${number.toString(16)}` : `${network}.${number}`;
  return {
    isV6,
    host,
    local: `${isV6 ? '2001:db8::10' : '192.0.2.10'}.${20_000 + (index % PORTS)}`,
    remote: `${host}.${index % 3 ? 443 : 1433}`,
  };
}

/** Every eighth connection has timestamps, as those of Linux have. */
function segment(index, length) {
  const options = index % 8 === 0 ? ', options [nop,nop,TS val 2718281828 ecr 3141592653]' : '';
  return `Flags [P.], seq 1000000000:1000000000, ack 1000000000, win ${500 + (index % 9)}${options}, length ${length}`;
}
