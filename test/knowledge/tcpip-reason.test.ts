import { describe, expect, it } from 'vitest';
import { allDropReasons } from '../../src/knowledge/drop-reason.js';
import { allNtStatuses, findNtStatus } from '../../src/knowledge/ntstatus.js';
import { allTcpipReasons, findTcpipReason, findTcpipReasons } from '../../src/knowledge/tcpip-reason.js';
import { allTcpipReferences, findTcpipReference } from '../../src/knowledge/tcpip-reference.js';
import { allSocketErrors, findSocketError } from '../../src/knowledge/winsock.js';
import { allWfpRecords, findWfpOrigin, wfpLayerName } from '../../src/knowledge/wfp-reference.js';

describe('reasons of NetTrace.txt', () => {
  it('are found by text and number in their layer', () => {
    for (const reason of allTcpipReasons()) {
      const { layer, text, value } = reason;
      if (text !== null) expect(findTcpipReason(layer, ` ${text.toUpperCase()} `)).toBe(reason);
      if (value !== null) expect(findTcpipReason(layer, String(value))).toBe(reason);
    }
  });

  it('do not mind the number in "(subreason n)" and "(location n)"', () => {
    expect(findTcpipReason('transport', 'Outside Receive Window (subreason 7)')?.pktmonId).toBe(1216);
    expect(findTcpipReason('transport', 'Header is invalid')?.pktmonId).toBe(1202);
    expect(findTcpipReason('transport', 'ACK Invalid (subreason 3) (invalid ACK in SYN_SENT state)')?.pktmonId).toBe(
      1208,
    );
  });

  it('name all layers of a text that several print', () => {
    const layers = findTcpipReasons('Inspection drop').map((reason) => reason.layer);
    expect(layers).toEqual(['network', 'icmp']);
    expect(findTcpipReason('icmp', 'Inspection drop')?.pktmonId).toBe(954);
  });

  it('point to a PktMon reason that exists', () => {
    const codes = new Set(allDropReasons().map((reason) => reason.code));
    for (const { pktmonId, text } of allTcpipReasons()) {
      if (pktmonId !== null) expect(codes.has(pktmonId), text ?? '').toBe(true);
    }
  });

  it('are not invented', () => {
    expect(findTcpipReasons('no such reason')).toEqual([]);
    expect(findTcpipReason('arp', 'Inspection drop')).toBeNull();
  });

  it('come with the defaults to name before a number is called odd', () => {
    expect(findTcpipReference('default', 'initialrto')?.value).toMatch(/1000 ms/);
    expect(findTcpipReference('event', '1186')?.role).toBe('syn-retransmit');
    expect(findTcpipReference('timer', 'InitialRto')).toBeNull();
    const keys = allTcpipReferences().map((one) => `${one.kind} ${one.name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('status and error codes', () => {
  it('are found by number, name and signed number', () => {
    for (const status of allNtStatuses()) {
      expect(findNtStatus(status.code)).toBe(status);
      expect(findNtStatus(status.name.toLowerCase())).toBe(status);
      expect(findNtStatus(String(Number(status.code) | 0))).toBe(status);
    }
    expect(findNtStatus('-1073741643')?.name).toBe('STATUS_IO_TIMEOUT');
    expect(findNtStatus('STATUS_NO_SUCH')).toBeNull();
  });

  it('are there once', () => {
    expect(new Set(allNtStatuses().map((status) => status.code)).size).toBe(allNtStatuses().length);
    expect(new Set(allNtStatuses().map((status) => status.name)).size).toBe(allNtStatuses().length);
    expect(new Set(allSocketErrors().map((error) => error.code)).size).toBe(allSocketErrors().length);
    expect(new Set(allSocketErrors().map((error) => error.name)).size).toBe(allSocketErrors().length);
  });

  it('lead from a status to what the program sees', () => {
    for (const { winsock, name } of allNtStatuses()) {
      if (winsock !== null) expect(findSocketError(String(winsock)), name).not.toBeNull();
    }
    expect(findNtStatus('STATUS_CONNECTION_REFUSED')?.winsock).toBe(10061);
  });

  it('are found in every way a program prints a Winsock error', () => {
    for (const asked of ['10060', '0x274C', '0x8007274C', 'WSAETIMEDOUT', 'etimedout', ' 10060 ']) {
      expect(findSocketError(asked)?.code, asked).toBe(10060);
    }
    expect(findSocketError('10999')).toBeNull();
  });
});

describe('names of the filtering platform', () => {
  it('tell where a filter comes from', () => {
    expect(findWfpOrigin('Stealth')?.category).toBe('destination-unreachable');
    expect(findWfpOrigin('Query User Default')?.name).toBe('Query user default');
    expect(findWfpOrigin('TCP Query User{00000000-0000-0000-0000-000000000000}C:\\a.exe')?.name).toBe(
      'Rule created by the query-user dialog',
    );
    expect(findWfpOrigin('CoreNet-DHCP-In')?.name).toBe('Named firewall rule');
    expect(findWfpOrigin(' ')).toBeNull();
  });

  it('name the layers by number, each once', () => {
    expect(wfpLayerName(44)).toBe('FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4');
    expect(wfpLayerName(99)).toBeNull();
    const layers = allWfpRecords().flatMap((one) => (one.kind === 'layer' ? one.id : []));
    expect(new Set(layers).size).toBe(99);
    expect(layers).toHaveLength(99);
  });
});
