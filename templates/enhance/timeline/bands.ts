import type { EventRows } from '../rows/event-rows.js';

/** Panels made of rows; `packets` is the traffic around them. */
export type RowPanel = 'drops' | 'retransmissions' | 'harmless';

/** One colour of a panel: a reason, a kind of retransmission, or all that have no colour of their own. */
export interface Band {
  readonly label: string;
  /** What a click selects; null for a band of several. */
  readonly reason: string | null;
  /** Places of `head.whats` that it is made of. */
  readonly whats: ReadonlySet<number>;
}

export interface PanelBands {
  readonly name: RowPanel | 'packets';
  readonly title: string;
  readonly unit: string;
  readonly bands: readonly Band[];
}

/** More colours cannot be told apart. */
const MOST_BANDS = 6;

const TITLES: Readonly<Record<RowPanel, readonly [title: string, unit: string]>> = {
  drops: ['Drops by reason', 'packet'],
  retransmissions: ['Retransmissions by kind', 'retransmission'],
  harmless: ['Harmless drops by reason', 'packet'],
};

/** Which panel a row is drawn in; null for a follow-up, which is no packet of its own. */
export function panelOf(kind: number, tone: string): RowPanel {
  if (kind === 1 || kind === 3) return 'retransmissions';
  return tone === 'benign' ? 'harmless' : 'drops';
}

/** Panels that have something to show, each with its largest reasons and the rest in one. */
export function panelBands(rows: EventRows): PanelBands[] {
  const packets = packetsByPanel(rows);
  const ofRows = (Object.keys(TITLES) as RowPanel[]).flatMap((name): PanelBands[] => {
    const byWhat = [...packets[name]].sort(([x, xPackets], [y, yPackets]) => yPackets - xPackets || x - y);
    if (byWhat.length === 0) return [];
    const [title, unit] = TITLES[name];
    return [
      {
        name,
        title,
        unit,
        bands: bandsOf(
          rows,
          byWhat.map(([what]) => what),
        ),
      },
    ];
  });
  const captured = rows.head.packetsOverTime.perBucket.reduce((sum, count) => sum + count, 0);
  const hasPackets = captured >= LEAST_PACKETS;
  return hasPackets ? [...ofRows, PACKETS] : ofRows;
}

/** A handful of packets is no background. */
const LEAST_PACKETS = 20;

const PACKETS: PanelBands = {
  name: 'packets',
  title: 'Captured packets',
  unit: 'packet',
  bands: [{ label: 'seen in packet lines', reason: null, whats: new Set() }],
};

/** Drops of one reason that PktMon shows and that the stack states have one colour. */
function bandsOf(rows: EventRows, whats: readonly number[]): Band[] {
  const byText = new Map<string, Set<number>>();
  for (const what of whats) {
    const text = rows.head.whats[what]?.text ?? '';
    const same = byText.get(text);
    if (same === undefined) byText.set(text, new Set([what]));
    else same.add(what);
  }
  const bands = [...byText].map(([text, own]) => ({ label: text, reason: text, whats: own }));
  if (bands.length <= MOST_BANDS) return bands;
  const rest = bands.slice(MOST_BANDS - 1);
  const others = {
    label: `${rest.length} others`,
    reason: null,
    whats: new Set(rest.flatMap(({ whats: own }) => [...own])),
  };
  return [...bands.slice(0, MOST_BANDS - 1), others];
}

function packetsByPanel(rows: EventRows): Readonly<Record<RowPanel, Map<number, number>>> {
  const packets = { drops: new Map(), retransmissions: new Map(), harmless: new Map() } as Record<
    RowPanel,
    Map<number, number>
  >;
  const add = (what: number, grade: number, count: number) => {
    if (count === 0) return;
    const panel = packets[panelOf(rows.head.whats[what]?.kind ?? 0, rows.head.grades[grade]?.tone ?? '')];
    panel.set(what, (panel.get(what) ?? 0) + count);
  };
  const { series } = rows.head;
  if (series !== null) {
    for (const { what, grade, perBucket } of series.counts)
      add(
        what,
        grade,
        perBucket.reduce((sum, one) => sum + one, 0),
      );
    return packets;
  }
  const { what, grade, packetCount } = rows.columns;
  for (let row = 0; row < rows.length; row++) add(what[row] ?? 0, grade[row] ?? 0, packetCount[row] ?? 0);
  return packets;
}
