import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { redact } from '../../src/render/redact.js';
import type { Report } from '../../src/render/report.js';

/** Redacts plain data as if it were a report: redaction looks at texts and nothing else. */
function redactAny<T>(data: T): T {
  return redact(data as unknown as Report) as unknown as T;
}
const redactText = (text: string) => redactAny({ text }).text;

describe('redaction replaces', () => {
  test.each([
    ['192.168.5.68.55330 > 6.6.0.27.443: Flags [S]', '192.0.2.1.55330 > 198.51.100.1.443: Flags [S]'],
    ['10.1.2.3:443 and 10.1.2.3:80', '192.0.2.1:443 and 192.0.2.1:80'],
    ['169.254.7.9 has no DHCP server', '169.254.0.1 has no DHCP server'],
    ['2a02:1:2::3.443 > fe80::abcd:1%12.53', '2001:db8::1.443 > fe80::1%12.53'],
    ['[2a02:1:2:0:0:0:0:3]:443 is 2A02:1:2::3', '[2001:db8::1]:443 is 2001:db8::1'],
    ['::ffff:10.0.0.1.443', '2001:db8::1.443'],
    [
      'ICMP6, neighbor solicitation, who has fe80::1:2:3:4, length 32',
      'ICMP6, neighbor solicitation, who has fe80::1, length 32',
    ],
    ['ff02::1:ff12:3456', 'ff02::1:ff00:1'],
    ['A8-A7-95-AA-59-6B > a8:a7:95:aa:59:6b', '00-00-5E-00-53-01 > 00:00:5e:00:53:01'],
    ['PhysAddress 0xA8A795AA596B', 'PhysAddress 0x00005E005301'],
    ['33-33-FF-12-34-56', '33-33-FF-00-00-01'],
    ['4957+ A? portal.contoso.example. (28)', '4957+ A? host-1.example.com. (28)'],
    ['0 PTR (QM)? Anna Printer._ipp._tcp.local. (40)', '0 PTR (QM)? host-1.example.com. (40)'],
    ['1+ A? fileserver. (28)', '1+ A? host-1.example.com. (28)'],
    ['5.1.168.192.in-addr.arpa asked', 'host-1.example.com asked'],
    ['\\\\fileserver\\share\\PktMon.txt', '\\\\host-1.example.com\\share\\PktMon.txt'],
    ['DESKTOP-4GH7KLM answered', 'host-1.example.com answered'],
    [
      'C:\\logs\\TSS_SRV01_240514-101233_NET\\SRV01_240514-101233_PktMon.txt',
      'C:\\logs\\TSS_host-1.example.com_240514-101233_NET\\host-1.example.com_240514-101233_PktMon.txt',
    ],
    ['C:\\Users\\Jane Doe\\a.txt and C:\\Users\\jdoe', 'C:\\Users\\user-1\\a.txt and C:\\Users\\user-2'],
    ['/home/jdoe/logs', '/home/user-1/logs'],
    ['GET /private?user=jane HTTP/1.1', 'GET /... HTTP/1.1'],
  ])('%s', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    '224.0.0.251.5353 255.255.255.255.67 127.0.0.1.80 0.0.0.0.68 mask 255.255.255.0',
    'ff02::fb.5353 ff02::1:3 ::1.443 :: 33-33-00-00-00-FB FF-FF-FF-FF-FF-FF 01-00-5E-00-00-FB 00-00-00-00-00-00',
    '[05]0000.0000::2026-01-17 11:33:39.050443400 [Microsoft-Windows-PktMon] Drop: DropLocation 0xE000460A',
    '[0]0BCD.FACE::2026-01-17 tcpip.sys PktMon.txt e1dn.sys 10.0.26100.1 seq 1:1461, 0*- [0q] 8',
    'pktmon etl2txt PktMon.etl -o PktMon.txt; Get-NetAdapter | Where-Object { $_.Status -eq "Up" }',
    'https://learn.microsoft.com/windows-server/networking _ipp._tcp.local. C:\\Users\\Public\\x /home/<name>',
    'PktGroupId 9007199254741993, PktNumber 1, NBL 0xFFFF8A0C12345678, e.g. i.e. Microsoft.Windows.Networking',
  ])('but keeps %s', (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe('redaction', () => {
  test('uses one placeholder for one thing everywhere in a report', () => {
    const { title, evidence, connections } = redactAny({
      title: 'portal.contoso.example at 10.9.8.7 does not answer',
      evidence: [{ text: '10.9.8.7.53 > 10.9.8.6.1024: A? PORTAL.contoso.example. (3)', line: 4 }],
      connections: [{ local: '10.9.8.6:1024', remote: '10.9.8.7:53', at: 12n, pids: [4] }],
    });
    expect(title).toBe('host-1.example.com at 192.0.2.1 does not answer');
    expect(evidence[0]).toEqual({
      text: '192.0.2.1.53 > 192.0.2.2.1024: A? host-1.example.com. (3)',
      line: 4,
    });
    expect(connections[0]).toEqual({
      local: '192.0.2.2:1024',
      remote: '192.0.2.1:53',
      at: 12n,
      pids: [4],
    });
  });

  test('replaces a plain word only where it is a name, never all over the report', () => {
    const report = redactAny({ text: '1+ A? tcp. (22)', protocol: 'tcp', next: ['run tcp test'] });
    expect(report).toEqual({
      text: '1+ A? host-1.example.com. (22)',
      protocol: 'tcp',
      next: ['run tcp test'],
    });
  });

  test('leaves our own links and the names of providers alone', () => {
    const report = { doc: 'https://example.org/10.0.0.1', provider: 'Contoso.Private.Provider' };
    expect(redactAny(report)).toEqual(report);
  });

  test('gives ten thousand addresses ten thousand placeholders', () => {
    const addresses = Array.from({ length: 10_000 }, (_, index) => `10.1.${index >> 8}.${index & 255}`);
    const others = Array.from({ length: 10_000 }, (_, index) => `20.1.${index >> 8}.${index & 255}`);
    const redacted = redactAny({ list: [...addresses, ...others] }).list;
    expect(new Set(redacted).size).toBe(20_000);
    expect(redacted.every((address) => /^(?:192\.0\.2|198\.51\.100|203\.0\.113|198\.1[89])\./.test(address))).toBe(
      true,
    );
    const macs = Array.from({ length: 1000 }, (_, index) => `A8-00-00-00-${hex(index >> 8)}-${hex(index & 255)}`);
    expect(new Set(redactAny({ macs }).macs).size).toBe(1000);
  });

  test('lets no address through, gives the same result twice and does not touch the original', () => {
    const secret = fc.oneof(
      fc.ipV4().filter((address) => /^(?:[1-9]|[1-9]\d|1[013-9]\d)\./.test(address)),
      fc.ipV6().filter((address) => /^[23]/.test(address) && !/:\d+\.\d/.test(address)),
    );
    const around = fc.constantFrom([' ', ' '], ['(', ')'], ['', ', '], ['> ', '.443: '], ['[', ']:443'], ['= ', '.']);
    fc.assert(
      fc.property(fc.array(fc.tuple(secret, around), { minLength: 1, maxLength: 5 }), (parts) => {
        const text = parts.map(([address, [before, behind]]) => `x ${before}${address}${behind}`).join(' ');
        const report = Object.freeze({ text });
        const once = redactAny(report);
        expect(redactAny(report)).toEqual(once);
        for (const [address] of parts) {
          const isPlaceholder = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.|^2001:db8::/.test(address);
          if (!isPlaceholder) expect(once.text.split(/[^0-9a-fA-F.:]+/)).not.toContain(address);
        }
        expect(once.text).not.toBe(text);
      }),
    );
  });

  test('survives any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        expect(redactAny({ texts }).texts).toHaveLength(texts.length);
      }),
    );
  });
});

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
