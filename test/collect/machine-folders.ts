import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { arpRequest } from '../scenario/control-packets.js';
import type { Machine } from '../scenario/machine.js';
import { PktMonLog } from '../scenario/pktmon-log.js';
import { DROPS, HOST, HOST_ENDS, WEB } from '../scenario/samples/places.js';
import { Conversation } from '../scenario/tcp-conversation.js';
import { tcp } from '../scenario/tcp-packet.js';
import { type Member, zipBytes } from './zip-bytes.js';

/** The database server that nobody reaches: the one cause that the machines share. */
export const SILENT_SERVER = '192.0.2.200';
/** Every eighth machine does not use it and is well. */
const HEALTHY_EVERY = 8;
/** This machine refuses connections, too: a cause of its own. */
const FIREWALLED = 5;
/** This machine has both logs of one time. */
const WITH_NETTRACE = 3;
const BOTH_LOGS = 'samples/nettrace-text/26100/one-case';
const ZIPPED = 2;

/** What a run over the collection must find. */
export interface Written {
  readonly machines: number;
  /** Machines that the planted cause hurts. */
  readonly hurt: number;
  /** What to pass to the program. */
  readonly inputs: readonly string[];
}

/**
 * Writes a collection as support engineers get it: a folder of TSS for each machine, and two archives with more of them.
 *
 * @param rounds makes the logs longer: the planted drops come again in each round.
 */
export function writeMachineFolders(folder: string, count: number, rounds = 1): Written {
  let hurt = 0;
  const archives: [Member[], Member[]] = [[], []];
  for (let number = 0; number < count + ZIPPED; number++) {
    if (isHurt(number)) hurt++;
    for (const [path, bytes] of machineFiles(number, rounds)) {
      if (number < count) write(join(folder, 'MS_DATA', path), bytes);
      else archives[(number - count) as 0 | 1].push({ name: path, content: bytes });
    }
  }
  const inputs = [join(folder, 'MS_DATA')];
  for (const [index, members] of archives.entries()) {
    const path = join(folder, `from-branch-${index + 1}.zip`);
    writeFileSync(path, zipBytes(members));
    inputs.push(path);
  }
  return { machines: count + ZIPPED, hurt, inputs };
}

function isHurt(number: number): boolean {
  return number % HEALTHY_EVERY !== 0 && number !== WITH_NETTRACE;
}

/** Paths as TSS makes them, below `MS_DATA`. */
function machineFiles(number: number, rounds: number): readonly (readonly [path: string, bytes: Uint8Array])[] {
  const host = `WEB${String(number + 1).padStart(2, '0')}`;
  const minute = String(number % 60).padStart(2, '0');
  const prefix = `${host}_260303-08${minute}00_`;
  const below = `TSS_${prefix}NET_Firewall/${prefix}`;
  const logs: readonly (readonly [string, Uint8Array])[] =
    number === WITH_NETTRACE
      ? ['PktMon', 'NetTrace'].map((kind) => [
          `${below}${kind}-converted.txt`,
          readFileSync(join(BOTH_LOGS, `${kind}.txt`)),
        ])
      : [[`${below}PktMon-converted.txt`, pktmonLog(number, `2026-03-03T08:${minute}:10.0300005`, rounds)]];
  return [
    ...logs,
    [`${below}PktMon.etl`, eventTrace()],
    [`${below}PktMon.txt`, utf16(COMPONENT_LIST)],
    [`${below}IPconfig_Info_Start_.txt`, utf16(ipconfig(host, addressOf(number)))],
    [`TSS_${prefix}NET_Firewall/BasicLog/Net_Notes.txt`, utf16('made by hand\r\n')],
  ];
}

function addressOf(number: number): string {
  return `192.0.2.${10 + (number % 180)}`;
}

function pktmonLog(number: number, startedAt: string, rounds: number): Buffer {
  const machine: Machine = { ...HOST_ENDS, ipv4: addressOf(number) };
  const log = new PktMonLog({ machine, startedAt });
  for (let round = 0; round < rounds; round++) {
    const startMs = round * 30_000;
    const page = new Conversation({
      client: { address: machine.ipv4, port: 55_330 + (round % 5000) },
      server: WEB,
      startMs: startMs + 150,
    });
    log.play(page.connect().send('client', 240).send('server', 1900).close());
    if (isHurt(number)) unreachableServer(log, machine.ipv4, startMs, 49_700 + (round % 5000) * 3);
    if (number === FIREWALLED) refusedClient(log, machine.ipv4, startMs, 51_200 + round);
  }
  return log.bytes();
}

/** Nobody answers for the address of the server, so the SYNs are dropped on the way out. */
function unreachableServer(log: PktMonLog, own: string, startMs: number, port: number): void {
  for (const index of [0, 1, 2]) {
    const at = startMs + 500 + index * 9000;
    for (const gap of [0, 1000, 2000]) log.packet(at + gap, arpRequest(own, HOST.mac, SILENT_SERVER), 'Tx');
    const syn = tcp({
      source: own,
      sourcePort: port + index,
      destination: SILENT_SERVER,
      destinationPort: 1433,
      flags: 'S',
      sequence: 90_551_200 + port + index * 3_221_007,
      window: 64240,
      options: 'mss 1460,nop,wscale 8,nop,nop,sackOK',
    });
    log.drop(at + 2990, syn, 'Tx', [DROPS.resolutionTimeout, DROPS.resolutionFailure]);
  }
}

function refusedClient(log: PktMonLog, own: string, startMs: number, port: number): void {
  const attempt = new Conversation({
    client: { address: '192.0.2.231', port },
    server: { address: own, port: 445 },
    thisHost: 'server',
    startMs: startMs + 700,
    initialSequence: { client: 811_204_000 + port, server: 1 },
  });
  log.play(attempt.connectInVain([1000, 2000], [DROPS.acceptInspection]));
}

/** What TSS calls PktMon.txt is no capture. */
const COMPONENT_LIST = [
  'Network Adapters:',
  '   Id MAC Address       Name',
  '   -- -----------       ----',
  '   10 00-00-5E-00-53-0A Intel(R) Ethernet Connection (11) I219-LM',
  '',
  'Protocols:',
  '   Id Driver      Name',
  '   -- ------      ----',
  '   72 tcpip.sys   TCPIP',
  '',
].join('\r\n');

function ipconfig(host: string, address: string): string {
  const dots = '. . . . . . . . . . . .';
  return `\r\nWindows IP Configuration\r\n\r\n   Host Name ${dots} : ${host}\r\n   Primary Dns Suffix  . . . . . . . : contoso.example\r\n\r\nEthernet adapter Ethernet:\r\n\r\n   Physical Address. . . . . . . . . : 00-00-5E-00-53-0A\r\n   IPv4 Address. . . . . . . . . . . : ${address}(Preferred) \r\n`;
}

/** The first bytes of a binary trace: a buffer header and the system header of the trace. */
function eventTrace(): Uint8Array {
  const bytes = Buffer.alloc(4096);
  bytes.writeUInt32LE(4096, 0);
  bytes.writeUInt32LE(512, 48);
  bytes.set([2, 0, 2, 0xc0, 0xb8, 1, 0, 0], 72);
  return bytes;
}

function utf16(text: string): Uint8Array {
  return Buffer.from(`\ufeff${text}`, 'utf16le');
}

function write(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}
