import { PktMonLog } from '../pktmon-log.js';
import { Conversation } from '../tcp-conversation.js';
import { client, DATABASE, DROPS, HOST_ENDS, WEB } from './places.js';
import { CAPTURE_PORTS, type Sample, sample } from './sample.js';

/** Scenarios of Microsoft's article on TCP resets that are not among the other causes. */
export function resets(): Sample[] {
  return [dataLoss(), changedHeader(), refusedRequest()];
}

const log = (startedAt: string) => new PktMonLog({ machine: HOST_ENDS, startedAt });

function dataLoss(): Sample {
  const written = log('2026-03-10T08:00:00.1110000');
  const conversation = new Conversation({ client: client(56_010), server: DATABASE, startMs: 200, rttMs: 24 });
  conversation.connect().send('client', 320).send('server', 900).send('client', 150).wait(700);
  written.play(conversation.giveUp('client', 5, 260));
  return sample('26100/data-loss-then-reset.txt', 'remote', written, {
    shows:
      'in the middle of a conversation a request is sent again 5 times (Windows default), then this host sends RST with ACK',
    command: CAPTURE_PORTS,
    expected:
      'loss on the path: 1 connection, 5 retransmissions without an acknowledgement; the RST is the consequence',
  });
}

function changedHeader(): Sample {
  const written = log('2026-03-10T08:10:00.2220000');
  // A device behind the server rewrites sequence numbers: after some answers everything falls out of the window.
  const conversation = new Conversation({ client: client(56_100), server: WEB, startMs: 200, rttMs: 28 });
  conversation.connect().send('client', 517).send('server', 2600).send('client', 210);
  conversation.wait(300);
  const rewritten = new Conversation({
    client: client(56_100),
    server: WEB,
    startMs: conversation.nowMs,
    initialSequence: { client: 1_105_024_978, server: 91_500_200 },
  });
  for (const gapMs of [0, 300, 600, 1200, 2400]) {
    rewritten.wait(gapMs).sendInVain('server', 1460, [DROPS.outsideWindow]);
  }
  written.play(conversation);
  for (const { atMs, frame, drops = [] } of rewritten.segments()) written.drop(atMs, frame, 'Rx', drops);
  return sample('26100/changed-tcp-header.txt', 'remote', written, {
    shows:
      'after some answers the segments of the server carry numbers of another range and are dropped as `INET: outside receive window` (1216)',
    command: CAPTURE_PORTS,
    expected: 'changed TCP header (or old duplicates): 5 segments from 198.51.100.27; compare the numbers at both ends',
  });
}

function refusedRequest(): Sample {
  const written = log('2026-03-10T08:20:00.3330000');
  for (const index of [0, 1, 2]) {
    const request = new Conversation({
      client: client(56_200 + index),
      server: { ...WEB, port: 80 },
      startMs: 150 + index * 2100,
      initialSequence: { client: 410_200_000 + index * 5_551, server: 991_300_000 + index * 7_717 },
    });
    request.connect().sendUnacknowledged('client', 355, 'HTTP: HEAD /files/update.bin HTTP/1.1');
    written.play(request.reset('server', [DROPS.receivedReset]));
  }
  return sample('26100/application-reset.txt', 'remote', written, {
    shows:
      'each request is acknowledged by RST with ACK instead of an answer: the application (or a proxy in its name) refuses it',
    command: CAPTURE_PORTS,
    expected:
      'application-level reset: 3 connections reset by 198.51.100.27:80 instead of answering; no packet was lost',
  });
}
