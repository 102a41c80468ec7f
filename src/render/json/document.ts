import { caseClock } from '../clock.js';
import type { Report } from '../report.js';
import { courseOf, STORIES_IN_FULL } from '../stories-in-full.js';
import { jsonComponents, jsonFilters } from './components.js';
import { jsonConnection } from './connections.js';
import { jsonDrops } from './drops.js';
import { jsonFinding } from './findings.js';
import { jsonInput } from './inputs.js';
import { jsonPacketJourneys } from './packet-journeys.js';
import { jsonSequence } from './sequence.js';
import { jsonSide } from './side.js';
import { jsonStackDrops } from './stack-drops.js';
import { jsonNeighbours, jsonStackEvents } from './stack-events.js';
import { jsonTraffic } from './traffic.js';

export const SCHEMA_VERSION = 1;

/**
 * The document of `schema.json` as plain data, keys in the order in which they are written.
 *
 * @param connections for a caller that writes them one by one
 */
export function jsonDocument(report: Report, connections = [...jsonConnections(report)]) {
  const { case: theCase, diagnosis, generator } = report;
  const clock = caseClock(theCase.inputs);
  const { timeline } = theCase;
  return {
    schemaVersion: SCHEMA_VERSION,
    generator: { name: generator.name, version: generator.version },
    redacted: report.redacted === true,
    inputs: theCase.inputs.map(jsonInput),
    verdict: {
      loss: diagnosis.verdict.loss,
      confidence: diagnosis.verdict.confidence,
      sentence: diagnosis.verdict.sentence,
    },
    findings: diagnosis.findings.map((finding) => jsonFinding(finding, clock)),
    drops: jsonDrops(theCase.drops, clock),
    stackDrops: jsonStackDrops(theCase.stackDrops, clock),
    selection: theCase.selection ?? null,
    traffic: jsonTraffic(theCase.traffic),
    connections,
    connectionsNotKept: theCase.connectionsNotKept,
    packetJourneys: jsonPacketJourneys(theCase.journeys, clock),
    neighbours: jsonNeighbours(theCase.neighbours, clock),
    stackEvents: jsonStackEvents(theCase.stackEvents, clock),
    side: jsonSide(theCase.side, clock),
    components: jsonComponents(theCase.components),
    filters: jsonFilters(theCase.filters),
    clockNotes: theCase.clockNotes ?? [],
    timeline: {
      bucketMs: timeline.bucketMs,
      from: timeline.from === null ? null : clock.iso(timeline.from),
      series: {
        drops: timeline.series.drops,
        noise: timeline.series.noise,
        retransmits: timeline.series.retransmits,
        packets: timeline.series.packets,
      },
    },
  };
}

/** The entries of `connections`, each made when it is asked for. */
export function* jsonConnections({ case: theCase, diagnosis }: Report) {
  const clock = caseClock(theCase.inputs);
  for (const [index, connection] of theCase.connections.entries()) {
    yield {
      ...jsonConnection(connection, diagnosis.connectionVerdicts[index] ?? null, clock),
      sequence: jsonSequence(index < STORIES_IN_FULL ? courseOf(theCase, connection) : undefined, clock),
    };
  }
}
