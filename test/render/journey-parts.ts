import type { JourneyStep, PacketJourney } from '../../src/aggregate/journey/packet-journey.js';
import type { CourseDirection, SequenceCourse } from '../../src/aggregate/journey/sequence-course.js';
import { START } from './log-text.js';

function step(changes: Partial<JourneyStep>): JourneyStep {
  return {
    at: START,
    input: 0,
    line: 1_230,
    component: 12,
    edge: 1,
    direction: 'Tx',
    copy: 0,
    reason: null,
    location: null,
    ...changes,
  };
}

/** From the application down to tcpip.sys, where it is dropped. */
export function buildJourney(changes: Partial<PacketJourney> = {}): PacketJourney {
  return {
    why: 'dropped',
    verdict: 'fault',
    identity: 'group-id',
    protocol: 'udp',
    source: '[2001:db8::10]:51877',
    destination: '[2001:db8::53]:53',
    packet: '2001:db8::10.51877 > 2001:db8::53.53: 4711+ AAAA? files.contoso.example. (44)',
    steps: [
      step({}),
      step({ at: START + 4_200n, line: 1_232, component: 77, edge: null }),
      step({
        at: START + 9_100n,
        line: 1_234,
        component: 49,
        edge: null,
        reason: 'Address resolution timeout',
        location: 0xe000413c,
      }),
    ],
    stepsNotKept: 0,
    ...changes,
  };
}

/** Two copies of a segment, both seen at the adapter. */
export function buildResentJourney(changes: Partial<PacketJourney> = {}): PacketJourney {
  return buildJourney({
    why: 'resent',
    verdict: null,
    identity: 'content',
    protocol: 'tcp',
    source: '192.0.2.5:55330',
    destination: '198.51.100.27:443',
    packet: '192.0.2.5.55330 > 198.51.100.27.443: Flags [P.], seq 1:1461, ack 1, win 1028, length 1460',
    steps: [step({ line: 90 }), step({ at: START + 300_000_000n, line: 9_001, copy: 1 })],
    stepsNotKept: 3,
    ...changes,
  });
}

/** Data of one direction: sent, lost once, acknowledged. */
export function buildCourse(changes: Partial<SequenceCourse> = {}): SequenceCourse {
  const silent: CourseDirection = {
    sender: '198.51.100.27:443',
    sent: [[0.5, 0]],
    acknowledged: [],
    everySent: 1,
    everyAcknowledged: 1,
    marks: [],
    marksNotKept: 0,
  };
  return {
    a: '192.0.2.5:55330',
    b: '198.51.100.27:443',
    from: START,
    directions: [
      {
        ...silent,
        sender: '192.0.2.5:55330',
        sent: [
          [0, 0],
          [100, 1_000],
          [150, 500],
          [300, 4_000],
          [1_000, 10_000],
        ],
        acknowledged: [
          [40, 0],
          [140, 1_000],
          [1_040, 10_000],
        ],
        everySent: 4,
        marks: [
          { kind: 'resent', ms: 300, bytes: 4_000, input: 0, line: 9_001 },
          { kind: 'dropped', ms: 250, bytes: 2_000, input: 0, line: 8_990 },
        ],
        marksNotKept: 2,
      },
      silent,
    ],
    ...changes,
  };
}
