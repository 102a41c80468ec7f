import { PktMonLog } from '../pktmon-log.js';
import { Conversation } from '../tcp-conversation.js';
import { client, DATABASE, HOST_ENDS, WEB } from './places.js';
import { CAPTURE_PORTS, type Sample, sample } from './sample.js';

/** Losses beyond this host: nothing is dropped here, the conversations tell. */
export function remoteCauses(): Sample[] {
  return [refused(), unanswered(), retransmittedThenReset(), resetMidTransfer(), recovered()];
}

const log = (startedAt: string) => new PktMonLog({ machine: HOST_ENDS, startedAt });

function refused(): Sample {
  const written = log('2026-03-06T10:00:00.1230000');
  for (const index of [0, 1]) {
    const attempt = new Conversation({
      client: client(53_010 + index),
      server: { ...DATABASE, port: 1434 },
      startMs: 300 + index * 4000,
    });
    written.play(attempt.connectRefused());
  }
  return sample('26100/connection-refused.txt', 'remote', written, {
    shows: 'each SYN to port 1434 of 203.0.113.40 is answered by RST; Windows asks three times, half a second apart',
    command: CAPTURE_PORTS,
    expected: 'destination unreachable: 2 connections refused; nothing listens there',
  });
}

function unanswered(): Sample {
  const written = log('2026-03-06T10:10:00.4560000');
  for (const index of [0, 1]) {
    const attempt = new Conversation({
      client: client(53_500 + index),
      server: { address: '203.0.113.9', port: 443 },
      startMs: 250 + index * 26,
    });
    written.play(attempt.connectInVain());
  }
  const healthy = new Conversation({ client: client(53_600), server: WEB, startMs: 5000 });
  written.play(healthy.connect().send('client', 517).send('server', 1300).close());
  return sample('26100/syn-unanswered.txt', 'remote', written, {
    shows: 'SYNs at 0, 1, 3, 7 and 15 seconds (Windows 11 default) without answer, no drop at this host',
    command: CAPTURE_PORTS,
    expected: 'remote policy or loss: 2 connections, 8 SYN retransmissions; capture at 203.0.113.9 decides',
  });
}

function retransmittedThenReset(): Sample {
  const written = log('2026-03-06T10:20:00.7890000');
  const conversation = new Conversation({
    client: client(53_900),
    server: DATABASE,
    startMs: 200,
    rttMs: 24,
  });
  written.play(conversation.connect().send('client', 320).send('server', 900).wait(300_000).giveUp('client', 5, 260));
  return sample('26100/data-retransmitted-then-reset.txt', 'remote', written, {
    shows:
      'after five minutes of silence a request is retransmitted 5 times (Windows default), then this host resets the connection',
    command: CAPTURE_PORTS,
    expected:
      'session loss or remote policy: 1 connection, 5 retransmissions by timer, RST by this host; a middlebox has probably forgotten the idle session',
  });
}

function resetMidTransfer(): Sample {
  const written = log('2026-03-06T10:30:00.1010000');
  const conversation = new Conversation({ client: client(54_100), server: WEB, startMs: 150 });
  conversation
    .connect()
    .send('client', 640)
    .send('server', 5840)
    .reset('server', [{ reason: 'INET: received RST', location: '0xE0004516' }]);
  written.play(conversation);
  return sample('26100/reset-by-peer.txt', 'remote', written, {
    shows: 'the server resets a connection in the middle of a transfer',
    command: CAPTURE_PORTS,
    expected:
      'connection reset by 198.51.100.27 while data flowed; the drop line `INET: received RST` is the event, not a loss',
  });
}

function recovered(): Sample {
  const written = log('2026-03-06T10:40:00.2020000');
  const upload = new Conversation({ client: client(54_300), server: WEB, startMs: 150, rttMs: 40 });
  upload.connect().send('client', 1200).loseInBurst('client').send('client', 2920).loseTail('client', 700).close();
  const download = new Conversation({
    client: client(54_301),
    server: WEB,
    startMs: 300,
    rttMs: 40,
    initialSequence: { client: 4_294_967_000, server: 4_294_966_000 },
  });
  download.connect().send('client', 517).loseInBurst('server').loseUntilTimeout('server', 1, 1200).close();
  written.play(upload);
  written.play(download);
  return sample('26100/loss-recovered.txt', 'remote', written, {
    shows:
      'an upload and a download lose segments and recover: fast retransmission with SACK, tail loss probe, one timeout; sequence numbers pass 2^32',
    command: CAPTURE_PORTS,
    expected:
      'congestion on the path: retransmissions 1 fast and 1 tail loss probe out, 1 fast and 1 timeout in; both connections end normally',
  });
}
