import { describe, expect, test } from 'vitest';
import path from 'node:path';
import type { ConnectionSummary } from '../../src/aggregate/case.js';
import { analyze } from '../../src/pipeline.js';
import { CORPUS, corpusHas } from '../corpus/corpus-folder.js';

/** Counted by hand: every retransmission was looked up in its lines. No address of the logs stands here. */
const FACTS = [
  {
    file: 'real/nathaniel-7119f51-vid-PktMon.txt',
    tcp: { seen: 3, established: 0, unanswered: 0, middle: 3 },
    retransmissions: { connections: 0, events: 0, syn: 0, inward: 0 },
    exchanges: { requests: 10, answered: 10 },
    silentNeighbours: 1,
  },
  {
    file: 'real/nathaniel-a9cce3b-PktMon.txt',
    tcp: { seen: 14, established: 2, unanswered: 2, middle: 10 },
    // Three SYNs of one connection; five FINs of three connections that a VPN tunnel held back.
    retransmissions: { connections: 4, events: 8, syn: 3, inward: 5 },
    exchanges: { requests: 9, answered: 9 },
    silentNeighbours: 1,
  },
  {
    file: 'rebuilt/stmcast-26100-de-window.txt',
    tcp: { seen: 17, established: 4, unanswered: 2, middle: 11 },
    retransmissions: { connections: 2, events: 2, syn: 2, inward: 0 },
    exchanges: { requests: 2, answered: 2 },
    silentNeighbours: 1,
  },
  {
    file: 'rebuilt/demikernel-d63bc8d-server2022-en.txt',
    tcp: { seen: 0, established: 0, unanswered: 0, middle: 0 },
    retransmissions: { connections: 0, events: 0, syn: 0, inward: 0 },
    exchanges: { requests: 19, answered: 19 },
    silentNeighbours: 0,
  },
] as const;

function tcpFacts(connections: readonly ConnectionSummary[]) {
  const seen = connections.filter(({ protocol, observed }) => protocol === 'tcp' && observed?.sent != null);
  const count = (outcome: string) => seen.filter(({ observed }) => observed?.handshake?.outcome === outcome).length;
  return {
    seen: seen.length,
    established: count('established'),
    unanswered: count('unanswered'),
    middle: count('not-captured'),
  };
}

function retransmissionFacts(connections: readonly ConnectionSummary[]) {
  const counts = connections.flatMap(({ observed }) => observed?.retransmits ?? []).filter(({ events }) => events > 0);
  const sum = (key: 'events' | 'syn' | 'in') => counts.reduce((total, one) => total + one[key], 0);
  return { connections: counts.length, events: sum('events'), syn: sum('syn'), inward: sum('in') };
}

function exchangeFacts(connections: readonly ConnectionSummary[]) {
  const found = connections.flatMap(({ protocol, observed }) =>
    protocol === 'tcp' ? [] : (observed?.unanswered ?? []),
  );
  return {
    requests: found.reduce((total, one) => total + one.requests, 0),
    answered: found.reduce((total, one) => total + one.answered, 0),
  };
}

describe('conversations of real logs', () => {
  for (const fact of FACTS) {
    const file = path.join('pktmon', fact.file);
    test.skipIf(!corpusHas(file))(`${fact.file} (needs ../shared/corpus)`, async () => {
      const { report } = await analyze([{ path: path.join(CORPUS, file) }]);
      const { connections, neighbours = [] } = report.case;
      expect({
        tcp: tcpFacts(connections),
        retransmissions: retransmissionFacts(connections),
        exchanges: exchangeFacts(connections),
        silentNeighbours: neighbours.filter(({ replies }) => replies === 0).length,
      }).toEqual({
        tcp: fact.tcp,
        retransmissions: fact.retransmissions,
        exchanges: fact.exchanges,
        silentNeighbours: fact.silentNeighbours,
      });
    });
  }
});
