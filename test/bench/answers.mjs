// The answer of a run, in one form for everybody: sorted lines `reason<TAB>text<TAB>lines`, `flows<TAB>number`, `sends<TAB>number` …

/** What a peer printed. */
export function answerOf(stdout) {
  return stdout
    .split('\n')
    .filter((line) => line.includes('\t'))
    .toSorted()
    .join('\n');
}

/** The same of our JSON. */
export function ownAnswer(stdout) {
  const report = JSON.parse(stdout);
  const [input] = report.inputs;
  return answerOf((input.format === 'pktmon-text' ? pktmon(report) : nettrace(report)).join('\n'));
}

function pktmon({ drops, traffic }) {
  return [...drops.byReason.map(({ reason, lines }) => `reason\t${reason}\t${lines}`), `flows\t${traffic.flows}`];
}

function nettrace({ connections }) {
  const stated = connections.flatMap((connection) => connection.stated ?? []);
  const sum = (value) => stated.reduce((total, one) => total + value(one), 0);
  return nettraceLines({
    connections: stated.filter(({ sent }) => sent.segments > 0).length,
    sends: sum(({ sent }) => sent.segments),
    bytes: sum(({ sent }) => sent.bytes),
    rto: sum(({ retransmits }) => retransmits.rto),
    tlp: sum(({ retransmits }) => retransmits.tlp),
    fast: sum(({ retransmits }) => retransmits.fast),
  });
}

function nettraceLines(numbers) {
  return Object.entries(numbers).map(([name, value]) => `${name}\t${value}`);
}

/** What the generator says is in the log. */
export function trueAnswer(truth) {
  return answerOf(nettraceLines(truth).join('\n'));
}
