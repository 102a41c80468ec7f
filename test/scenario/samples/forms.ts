import { icmpEcho, gre, vxlan } from '../control-packets.js';
import { HOST, HOST_ENDS, client, DROPS, WEB } from './places.js';
import { encodeLog } from '../encode.js';
import { withLink } from '../frame.js';
import { hyperVHost } from '../machines.js';
import type { LogOptions } from '../log-options.js';
import { PktMonLog } from '../pktmon-log.js';
import { Conversation } from '../tcp-conversation.js';
import { cutTcp, tcp } from '../tcp-packet.js';
import { dnsQuery, udp } from '../udp-packets.js';
import { discoveryNoise } from './noise.js';
import { ordinaryTraffic } from './no-fault.js';
import { CAPTURE_ALL, CAPTURE_PORTS, type Sample, sample } from './sample.js';

/** Other shapes of the log: builds, switches of etl2txt, forms of the events. */
export function forms(): Sample[] {
  return [
    oldGeneration(),
    virtualSwitch(),
    steering(),
    vendorCode(),
    vxlanTunnel(),
    ...switches(),
    ...eventForms(),
    duplicateDrop(),
  ];
}

const noListener = {
  source: '192.0.2.31',
  sourcePort: 50_005,
  destination: HOST.ipv4,
  destinationPort: 50_005,
} as const;

function oldGeneration(): Sample {
  const log = new PktMonLog({
    build: 20348,
    filters: [{ name: 'ping', ip: '192.0.2.10', protocol: 'ICMP ' }],
  });
  for (let index = 0; index < 3; index += 1) {
    log.packet(
      200 + index * 1000,
      icmpEcho({ source: '192.0.2.40', destination: HOST.ipv4 }, 'request', 18, index + 1),
      'Rx',
    );
    log.packet(
      201 + index * 1000,
      icmpEcho({ source: HOST.ipv4, destination: '192.0.2.40' }, 'reply', 18, index + 1),
      'Tx',
    );
  }
  log.packet(3300, udp(noListener, 374), 'Rx', { drops: [DROPS.noUdpSocket] });
  return sample('20348/old-generation-filter.txt', 'local', log, {
    shows: 'Server 2022: snapshots and drop of one packet share PktGroupId, Appearance counts; a filter was in force',
    command: 'pktmon filter add ping -i 192.0.2.10 -t icmp; pktmon start -c; pktmon stop; pktmon etl2txt PktMon.etl',
    expected: 'one datagram without listener; 7 packets told apart by PktGroupId; the filter hides all other traffic',
  });
}

function virtualSwitch(): Sample {
  const machine = hyperVHost();
  const log = new PktMonLog({ machine, startedAt: '2026-03-10T06:10:00.0500000' });
  const drop = { reason: 'Filtered VLAN', location: '0xE0002014', component: 57 };
  for (let index = 0; index < 8; index += 1) {
    const from = {
      source: '198.51.100.61',
      sourcePort: 44_010,
      destination: '198.51.100.57',
      destinationPort: 8080,
    };
    const syn = tcp({
      ...from,
      flags: 'S',
      sequence: 600_700_123,
      window: 64240,
      options: 'mss 1460,nop,wscale 8,nop,nop,sackOK',
    });
    const frame = withLink(syn, {
      source: '00-00-5E-00-53-61',
      destination: '00-00-5E-00-53-57',
      vlan: 30,
    });
    log.packet(300 + index * 1000, frame, 'Rx', { upTo: 55, drops: [drop] });
  }
  return sample('26100/vswitch-vlan.txt', 'local', log, {
    shows: 'a Hyper-V host: frames of VLAN 30 are dropped at the port of a guest in VLAN 20 (Ingress/Egress)',
    expected:
      'virtual switch: 8 lines for app01.example.com with `Filtered VLAN`; compare the VLAN of the port with that of the sender',
  });
}

function steering(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-10T06:30:00.0500000' });
  for (let index = 0; index < 5; index += 1) {
    const frame = withLink(udp({ ...noListener, destinationPort: 3343 }, 80), {});
    // The build's map has no text for 228, so the number stands there without a blank.
    log.packet(400 + index * 900, frame, 'Rx', {
      upTo: 10,
      drops: [{ reason: '228', location: '0xE000100F', component: 10 }],
    });
  }
  return sample('26100/numeric-reason-228.txt', 'local', log, {
    shows: 'the adapter drops cluster heartbeats with the bare number 228 at 0xE000100F',
    command: CAPTURE_PORTS,
    expected:
      'Steering mismatch (228): packets reach the wrong adapter or queue; check the names and order of the adapters, RSS and VMQ',
  });
}

function vendorCode(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-10T07:00:00.0500000' });
  for (let index = 0; index < 5; index += 1) {
    const drops = [{ reason: '2147483662', location: '0x80000021', component: 10 }];
    log.packet(
      400 + index * 900,
      dnsQuery({ ...noListener, destinationPort: 53 }, 500 + index, 'A', 'files.example.net'),
      'Rx',
      { drops },
    );
  }
  return sample('26100/vendor-code.txt', 'local', log, {
    shows: 'a driver of another vendor drops with its own code (0x8000000E)',
    command: CAPTURE_PORTS,
    expected: 'third-party driver at the adapter component: 5 packets; only its vendor can explain the code',
  });
}

function vxlanTunnel(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-10T07:20:00.0500000' });
  const tunnel = {
    source: '192.0.2.40',
    sourcePort: 61_222,
    destination: HOST.ipv4,
    destinationPort: 4789,
  };
  const macs = { source: '00-00-5E-00-53-A1', destination: '00-00-5E-00-53-A2' };
  const inner = { source: '198.51.100.5', destination: '198.51.100.6' };
  for (let index = 0; index < 4; index += 1) {
    log.packet(300 + index * 1000, vxlan(tunnel, 5001, macs, icmpEcho(inner, 'request', 7, index)), 'Rx');
    log.packet(
      350 + index * 1000,
      gre({ source: '192.0.2.40', destination: HOST.ipv4 }, icmpEcho(inner, 'request', 8, index)),
      'Rx',
    );
  }
  log.packet(5000, vxlan(tunnel, 5002, macs, udp({ ...inner, sourcePort: 4000, destinationPort: 4001 }, 99)), 'Rx', {
    drops: [DROPS.noUdpSocket],
  });
  return sample('26100/encapsulated.txt', 'local', log, {
    shows:
      'VXLAN packets with the inner packet on a line of its own, GRE with it on the same line, one outer datagram without listener',
    command: CAPTURE_PORTS,
    expected: 'one VXLAN datagram without listener; the inner addresses are not the ends of the drop',
  });
}

/** Ordinary traffic and one kind of drop under each switch of etl2txt. */
function switches(): Sample[] {
  const switched = (name: string, options: Partial<LogOptions>, words: { shows: string; command: string }) => {
    const log = new PktMonLog({
      machine: HOST_ENDS,
      startedAt: '2026-03-11T12:00:00.3330000',
      ...options,
    });
    ordinaryTraffic(log);
    for (const atMs of [400, 1400, 2400]) log.packet(atMs, udp(noListener, 374), 'Rx', { drops: [DROPS.noUdpSocket] });
    log.packet(
      600,
      cutTcp({ source: WEB.address, sourcePort: 443, destination: HOST.ipv4, destinationPort: 55_331 }, 1500),
      'Rx',
    );
    return sample(`26100/${name}.txt`, 'local', log, {
      ...words,
      expected: '3 packets without listener on UDP 50005, the same as without the switch',
    });
  };
  const etl2txt = (flag: string) => CAPTURE_PORTS.replace('PktMon.etl', `PktMon.etl ${flag}`);
  return [
    switched(
      'verbose',
      { verbose: true },
      {
        shows: 'IPv4 headers in brackets and the packet on the next line',
        command: etl2txt('--verbose 3'),
      },
    ),
    switched(
      'hex',
      { hex: true, packetSizeBytes: 64 },
      { shows: 'bytes of each packet behind its detail line', command: etl2txt('--hex') },
    ),
    switched(
      'brief',
      { brief: true },
      {
        shows: 'short detail lines without EtherType numbers and TCP fields',
        command: etl2txt('--brief'),
      },
    ),
    switched(
      'no-ethernet',
      { noEthernet: true },
      { shows: 'detail lines that begin with the addresses', command: etl2txt('--no-ethernet') },
    ),
    switched(
      'metadata',
      { prefix: 'metadata' },
      { shows: 'level and keyword in front of each record', command: etl2txt('--metadata') },
    ),
  ];
}

/** Forms of the events that carry other fields. */
function eventForms(): Sample[] {
  const formed = (
    path: string,
    options: Partial<LogOptions>,
    words: { shows: string; command: string; expected?: string },
  ) => {
    const log = new PktMonLog({
      machine: HOST_ENDS,
      startedAt: '2026-03-11T12:30:00.4440000',
      ...options,
    });
    log.play(
      new Conversation({ client: client(50_900), server: WEB, startMs: 100 }).connect().send('client', 300).close(),
    );
    for (const atMs of [400, 1400, 2400]) log.packet(atMs, udp(noListener, 374), 'Rx', { drops: [DROPS.noUdpSocket] });
    if (log.options.build >= 22000) log.http(500, 123, 'Rx');
    return sample(path, 'local', log, { expected: '3 packets without listener', ...words });
  };
  const flags = (value: string) => CAPTURE_ALL.replace('-c;', `-c --flags ${value};`);
  return [
    formed(
      '22621/events-without-ids.txt',
      { form: 'no-ids', build: 22621 },
      { shows: 'events 200 and 210: no PktGroupId', command: CAPTURE_ALL },
    ),
    formed(
      '19041/events-with-addresses.txt',
      { form: 'no-ids-19041', build: 19041 },
      {
        shows: 'events 200 and 210 of the first builds: addresses in the event line',
        command: CAPTURE_ALL,
      },
    ),
    formed(
      '26100/mac-form.txt',
      { form: 'mac' },
      {
        shows: 'events 120 and 140: MACs, addresses and ports, no detail line',
        command: flags('0x004'),
      },
    ),
    formed(
      '26100/offload-form.txt',
      { form: 'offload' },
      {
        shows: 'events 180 and 190: offload data instead of addresses, no detail line',
        command: flags('0x008'),
        expected: '3 drops of one reason; which packets they were cannot be said',
      },
    ),
  ];
}

function duplicateDrop(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-11T13:00:00.5550000' });
  for (const atMs of [400, 1400, 2400]) {
    log.packet(atMs, udp(noListener, 374), 'Rx', {
      drops: [DROPS.noUdpSocket, { ...DROPS.noUdpSocket, duplicate: true }],
    });
  }
  log.http(700, 77, 'Rx');
  discoveryNoise(log, 500, 3000, 3);
  return sample('26100/duplicate-drop.txt', 'local', log, {
    shows: '`Duplicate Drop:` lines, which are second reports of a drop',
    command: CAPTURE_PORTS,
    expected: '3 packets without listener; 3 duplicates are not counted; the self-check agrees',
    bytes: encodeLog(log.text()),
  });
}
