import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { redactEndpoint } from '../../src/redact/endpoint-redactor.js';
import { redactPath } from '../../src/redact/name-redactor.js';
import { Pseudonyms } from '../../src/redact/pseudonyms.js';
import { redactRecord, redactText } from '../../src/redact/text-redactor.js';

const pseudonyms = new Pseudonyms(Buffer.alloc(32, 5));
const n = (name: string) => pseudonyms.name(name);
const v4 = (address: string) => pseudonyms.ipv4(address);
const v6 = (address: string) => pseudonyms.ipv6(address);
const dashed = (mac: string) =>
  pseudonyms
    .mac(mac)
    .toUpperCase()
    .replace(/(..)(?=.)/g, '$1-');

describe('in the text of a log', () => {
  test.each([
    [
      '10.1.2.3.55330 > 6.6.0.27.443: Flags [S], seq 7',
      `${v4('10.1.2.3')}.55330 > ${v4('6.6.0.27')}.443: Flags [S], seq 7`,
    ],
    ['local=10.1.2.3:443', `local=${v4('10.1.2.3')}:443`],
    ['192.168.001.005', v4('192.168.1.5')],
    ['2a02:1:2::3.443 > fe80::abcd:1%12.53', `${v6('2a02:1:2::3')}.443 > ${v6('fe80::abcd:1')}%12.53`],
    ['[2a02:1:2::3]:443', `[${v6('2a02:1:2::3')}]:443`],
    ['DA:A8-A7-95-AA-59-6B BSSID:00-15-5D-01-02-03', `DA:${dashed('a8a795aa596b')} BSSID:${dashed('00155d010203')}`],
    ['PhysAddress 0xA8A795AA596B', `PhysAddress 0x${pseudonyms.mac('a8a795aa596b').toUpperCase()}`],
    ['4957+ A? portal.contoso.example. (28)', `4957+ A? ${n('portal')}.${n('contoso')}.example. (28)`],
    ['1+ A? server. (28)', `1+ A? ${n('server')}. (28)`],
    [
      '0 PTR (QM)? Anna Printer._ipp._tcp.local. (40)',
      `0 PTR (QM)? ${n('anna')} ${n('printer')}._ipp._tcp.local. (40)`,
    ],
    ['1/0/0 CNAME time., A 10.1.2.3', `1/0/0 CNAME ${n('time')}., A ${v4('10.1.2.3')}`],
    ['PTR? 3.2.1.10.in-addr.arpa. (40)', `PTR? ${v4('10.1.2.3').split('.').toReversed().join('.')}.in-addr.arpa. (40)`],
    ['2.1.10.in-addr.arpa', `${v4('10.1.2.0').split('.').slice(0, 3).toReversed().join('.')}.in-addr.arpa`],
    ['Query=server01.contoso.net', `Query=${n('server01')}.${n('contoso')}.net`],
    ['GET /private?user=jane HTTP/1.1', `GET /${n('/private?user=jane')} HTTP/1.1`],
    ['https://portal.contoso.com/a?b=1', `https://${n('portal')}.${n('contoso')}.com/...`],
    ['TXT "tel=5551234567"', `TXT "${n('tel=5551234567')}"`],
    ['C:\\Windows\\jdoe\\payroll.exe', `C:\\Windows\\${n('jdoe')}\\${n('payroll')}.exe`],
    ['{6B5B2C4E-1111-2222-3333-444455556666}', `{${pseudonyms.guid('6B5B2C4E-1111-2222-3333-444455556666')}}`],
    ['Payload 0x450001924A21', 'Payload 0x(bytes)'],
    ['\t0x0010:  0034 4a21 4000 8006', '\t0x0010: (bytes)'],
    ['vmswitch.sys, Network Adapter (app01)', `vmswitch.sys, Network Adapter (${n('app01')})`],
    ['server-1 answered', `${n('server-1')} ${n('answered')}`],
  ])('%s', (text, expected) => {
    expect(redactText(text, pseudonyms)).toBe(expected);
  });

  test.each([
    '[05]0000.0000::2026-01-17 11:33:39.050443400 [Microsoft-Windows-PktMon] Drop: PktGroupId 9007199254741993, PktNumber 1, Appearance 0, Direction Rx , Type IP , Component 49, Filter 1, DropReason INET: transport endpoint was not found , DropLocation 0xE000460A, OriginalSize 402, LoggedSize 148 ',
    '[2]0BCD.FACE::2026/03/10-09:00:00.427494700 [Microsoft-Windows-TCPIP]TCP: connection 0xFFFFB00C001A00A0 transition from 4(EstablishedState) to 5(FinWait1State), SndNxt = 1106320938.',
    'Ablegen: PktGroupId 7, Darstellung 0, Richtung Rx , Typ IP , Komponente 98, Original Größe 41',
    '丢弃： PktGroupId 1、PktNumber 1、外观 0、方向 Rx 、类型 IP 、组件 72、筛选 1',
    'Flags [P.], seq 1:1461, ack 1, win 502, options [nop,nop,TS val 1 ecr 2], length 1460',
    'ICMP echo request, id 1, seq 365, length 40; ethertype IPv4 (0x0800), (tos 0x0, ttl 128, flags [DF], proto TCP (6))',
    'failed with status = 0xC0000236(NT=The transport-connection attempt was refused by the remote system.)',
    '224.0.0.251.5353 255.255.255.255.67 127.0.0.1.80 0.0.0.0.68 ff02::fb.5353 ::1.443 33-33-00-00-00-FB FF-FF-FF-FF-FF-FF',
    'tcpip.sys e1dn.sys 10.0.26100.1 ip-proto-89 _ldap._tcp.local 0*- [0q] 8/0/4 (Cache flush)',
  ])('but %s stays', (text) => expect(redactText(text, pseudonyms)).toBe(text));

  test('nothing stays of what a packet carried', () => {
    const record = 'Drop: x\n\t10.0.0.1.80 > 10.0.0.2.5000: HTTP, length 9\n\tCookie: id=4711; connection reset';
    const lines = redactRecord(record, pseudonyms).split('\n');
    expect(lines[2]).not.toMatch(/Cookie|4711|connection|reset/);
  });

  test('no word of anybody survives, whatever stands around it', () => {
    const secret = fc.stringMatching(/^[A-Z][a-z]{4,9}[0-9]{2}q$/);
    const around = fc.constantFrom(
      ' ',
      '(',
      ',',
      ';',
      '=',
      ': ',
      '\\',
      '/',
      '[',
      '"',
      '@',
      '.',
      '|',
      "'",
      '\t',
      '→',
      '、',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(around, secret, around), { minLength: 1, maxLength: 4 }), (parts) => {
        const text = redactText(parts.map((part) => part.join('')).join(' Drop: '), pseudonyms).toLowerCase();
        for (const [, word] of parts) expect(text).not.toContain(word.toLowerCase());
      }),
    );
  });

  test('survives any text, and long hostile ones in time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof redactRecord(text, pseudonyms) === 'string'));
    for (const unit of ['a.', '1.', ':', 'A? ', '0x', '"', '-', '::1', 'GET ', '.in-addr.arpa', 'é']) {
      expect(redactRecord(unit.repeat(20_000), pseudonyms)).toEqual(expect.any(String));
    }
  }, 30_000);
});

test('paths keep what every collector writes', () => {
  expect(redactPath('C:\\MS_DATA\\TSS_SRV01_240514-101233_NET\\SRV01_240514-101233_PktMon.txt', pseudonyms)).toBe(
    `C:\\MS_DATA\\TSS_${n('srv01')}_240514-101233_${n('net')}\\${n('srv01')}_240514-101233_PktMon.txt`,
  );
  expect(redactPath('/home/jdoe/case 4711/PktMon.txt', pseudonyms)).toBe(
    `/${n('home')}/${n('jdoe')}/${n('case')} ${n('4711')}/PktMon.txt`,
  );
  expect(redactPath('(standard input)', pseudonyms)).toBe('(standard input)');
});

test.each([
  ['10.1.2.3:443', `${v4('10.1.2.3')}:443`],
  ['10.1.2.3', v4('10.1.2.3')],
  ['10.1.2.0/24', `${v4('10.1.2.0')}/24`],
  ['[2a02::3]:443', `[${v6('2a02::3')}]:443`],
  ['fe80::abcd:1%12', `${v6('fe80::abcd:1')}%12`],
  ['::ffff:10.1.2.3', v6('::ffff:10.1.2.3')],
  ['', ''],
  ['server', n('server')],
])('the end %s', (end, expected) => expect(redactEndpoint(end, pseudonyms)).toBe(expected));
