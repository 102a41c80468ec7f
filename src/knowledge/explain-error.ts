import { dropReasonOf } from './drop-reason.js';
import { categoryText, entryOf, type Entry } from './explain-entry.js';
import { fact, type Explanation } from './explanation.js';
import { allNtStatuses, type NtStatus } from './ntstatus.js';
import type { TcpipReason } from './tcpip-reason.js';
import { findSocketError, type SocketError } from './winsock.js';

const LAYER_TITLE: Readonly<Record<TcpipReason['layer'], string>> = {
  network: 'TCPIP drop reason, network layer (event 1215)',
  transport: 'TCPIP drop reason, transport layer (event 1214)',
  framing: 'TCPIP drop reason, framing layer (event 1478)',
  icmp: 'TCPIP drop reason, ICMP (event 1423)',
  arp: 'TCPIP drop reason, ARP (events 1538, 1539)',
  reset: 'TCPIP reason of a sent RST (event 1479)',
  connect: 'TCPIP reason of a failed connect (event 1480)',
  'afd-datagram': 'AFD reason of a dropped datagram',
  'afd-abort': 'AFD reason of an abort',
};

/** Entry of a reason of NetTrace.txt. */
export function tcpipEntry(reason: TcpipReason): Entry {
  const twin = reason.pktmonId === null ? null : dropReasonOf(reason.pktmonId);
  const explanation: Explanation = {
    kind: 'tcpip-reason',
    code: String(reason.value ?? reason.text ?? reason.symbol),
    kindTitle: LAYER_TITLE[reason.layer],
    title: reason.text ?? reason.symbol ?? String(reason.value),
    facts: [
      ...fact('Category', categoryText(reason.category)),
      ...fact('Usually', reason.verdict),
      ...fact('Meaning', reason.meaning),
      ...fact('In PktMon', twin === null ? null : `${twin.code} ${twin.text}`),
      ...fact('Next', reason.next),
    ],
  };
  return entryOf(explanation, [reason.symbol], reason.value === null ? [] : [reason.value]);
}

/** Entry of an NTSTATUS, with what programs get for it. */
export function statusEntry(status: NtStatus): Entry {
  const seen = status.winsock === null ? null : findSocketError(String(status.winsock));
  const explanation: Explanation = {
    kind: 'ntstatus',
    code: status.code,
    kindTitle: 'NTSTATUS',
    title: status.name,
    facts: [
      ...fact('Category', categoryText(status.category)),
      ...fact('Meaning', status.meaning),
      ...fact('Causes', status.cause),
      ...fact('Programs get', seen === null ? null : `${seen.code} ${seen.name}`),
      ...fact('Next', status.next),
    ],
  };
  return entryOf(explanation, [status.name.replace(/^STATUS_/, '')], [Number(status.code)]);
}

const FAMILY_TITLE: Readonly<Record<SocketError['family'], string>> = {
  winsock: 'Winsock error',
  win32: 'Windows error',
  wininet: 'WinINet and WinHTTP error',
};

/** Entry of an error of Winsock or Windows, with the statuses behind it. */
export function socketEntry(error: SocketError): Entry {
  const statuses = allNtStatuses().filter((status) => status.winsock === error.code);
  const explanation: Explanation = {
    kind: 'socket-error',
    code: String(error.code),
    kindTitle: FAMILY_TITLE[error.family],
    title: error.name,
    facts: [
      ...fact('Category', categoryText(error.category)),
      ...fact('Meaning', error.meaning),
      ...fact('In traces', ...statuses.map((status) => `${status.code} ${status.name}: ${status.cause}`)),
    ],
  };
  return entryOf(explanation, [error.name.replace(/^WSA/, '')], [error.code]);
}
