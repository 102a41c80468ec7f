import { CaseBuilder } from '../../src/aggregate/case-builder.js';
import type { Case, ConnectionSummary } from '../../src/aggregate/case.js';
import type { Conversation } from '../../src/aggregate/conversation.js';
import { RecordRouter } from '../../src/classify/record-router.js';
import { formats } from '../../src/formats/registry.js';
import { inputLine } from '../read-cases.js';
import type { PktMonLog } from '../scenario/pktmon-log.js';

/** Reads written logs as one case, in the order given. */
export function observe(...logs: readonly PktMonLog[]): Case {
  const builder = new CaseBuilder();
  for (const [input, log] of logs.entries()) {
    builder.beginInput(input);
    const router = new RecordRouter(formats, input, (event, verbatim) => builder.add(event, verbatim));
    const lines = log.text().split(log.options.newline);
    lines.forEach((line, index) => router.line(inputLine(Buffer.from(line, 'latin1'), index + 1)));
    router.end();
    builder.endInput();
  }
  return builder.finish([]);
}

/** The one connection of a case. */
export function only(found: Case, protocol = 'tcp'): ConnectionSummary & { readonly observed: Conversation } {
  const connections = found.connections.filter((one) => one.protocol === protocol && !one.multicast);
  const [connection] = connections;
  if (connections.length !== 1 || connection === undefined || connection.observed === null) {
    throw new Error(`${connections.length} ${protocol} connections instead of one that was observed`);
  }
  return { ...connection, observed: connection.observed };
}

/** Numbers of retransmissions by kind, in one line for comparison. */
export function kinds({ retransmits }: Pick<Conversation, 'retransmits'>): Record<string, number> {
  if (retransmits === null) return {};
  const { events, syn, rto, tlp, fast } = retransmits;
  return { events, syn, rto, tlp, fast };
}
