import type { ConnectionSummary } from '../../aggregate/case.js';
import type { Conversation, Retransmission } from '../../aggregate/conversation.js';
import type { Clock } from '../clock.js';
import type { Report } from '../report.js';
import type { CsvRecord } from './csv-columns.js';

/** A row for each connection as each source tells it, followed by its retransmissions that were kept. */
export function connectionRows(report: Report, clock: Clock): readonly CsvRecord[] {
  return report.case.connections.flatMap((connection, index) => {
    const loss = report.diagnosis.connectionVerdicts[index]?.loss ?? null;
    const told = [connection.observed, connection.stated].filter((one) => one !== null);
    return told.flatMap((one) => [
      { ...connectionRow(connection, one, clock), why: loss },
      ...one.retransmissions.map((resend) => retransmissionRow(resend, connection, one, report, clock)),
    ]);
  });
}

function connectionRow(connection: ConnectionSummary, told: Conversation, clock: Clock): CsvRecord {
  const { handshake, sent, retransmits, rttMs, rtoMs, end } = told;
  return {
    record: 'connection',
    'told by': told.source,
    protocol: connection.protocol,
    ...ends(connection, 'out'),
    'first time': clock.iso(connection.firstTime),
    'last time': clock.iso(connection.lastTime),
    bytes: sent?.bytes ?? null,
    segments: sent?.segments ?? null,
    handshake: handshake?.outcome ?? null,
    'handshake ms': handshake?.ms ?? null,
    retransmissions: retransmits?.events ?? null,
    'dropped here': retransmits?.droppedHere ?? null,
    'rtt median ms': rttMs?.median ?? null,
    'rto median ms': rtoMs?.median ?? null,
    end: end?.how ?? null,
    'ended by': end?.by ?? null,
    status: end?.status ?? handshake?.status ?? null,
  };
}

function retransmissionRow(
  resend: Retransmission,
  connection: ConnectionSummary,
  told: Conversation,
  report: Report,
  clock: Clock,
): CsvRecord {
  const drop = resend.explainedBy ?? null;
  return {
    record: 'retransmission',
    'told by': told.source,
    protocol: connection.protocol,
    direction: resend.direction === 'out' ? 'Tx' : 'Rx',
    ...ends(connection, resend.direction),
    'first time': clock.iso(resend.at),
    'last time': clock.iso(resend.at),
    bytes: resend.bytes,
    segments: resend.segments,
    'dropped here': resend.droppedHere === null ? null : resend.droppedHere ? 'yes' : 'no',
    'reason code': drop?.code ?? null,
    reason: drop?.reason ?? null,
    why: drop === null ? (resend.spurious === true ? 'not needed' : null) : `${drop.packet}, by ${drop.by}`,
    kind: resend.kind,
    copy: resend.copy,
    'after ms': resend.afterMs,
    sequence: resend.sequence,
    input: report.case.inputs[resend.evidence.input]?.path ?? null,
    line: resend.evidence.line,
  };
}

function ends({ local, remote }: ConnectionSummary, direction: 'out' | 'in'): CsvRecord {
  const [from, to] = direction === 'out' ? [split(local), split(remote)] : [split(remote), split(local)];
  return { source: from.address, 'source port': from.port, destination: to.address, 'destination port': to.port };
}

/** `192.0.2.5:55330` or `[2001:db8::5]:443` in its two parts; anything else is an address alone. */
function split(end: string): { readonly address: string; readonly port: number | null } {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(end);
  if (match === null) return { address: end, port: null };
  return { address: match[1] ?? match[2] ?? end, port: Number(match[3]) };
}
