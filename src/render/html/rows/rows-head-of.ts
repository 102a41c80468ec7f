import { ROW_GRADES, ROW_KINDS, type CaseRows, type RowSeries } from '../../../aggregate/rows/case-rows.js';
import { NANOSECONDS_PER_MILLISECOND, type Nanoseconds } from '../../../base/time.js';
import { visibleText } from '../../visible-text.js';
import type { Scope } from '../view/scope.js';
import { captureHoles } from './capture-holes.js';
import { type DayClock, dayClock } from './day-clock.js';
import { endpointParts } from './endpoint-parts.js';
import { Numbering } from './numbering.js';
import { componentText, EVENT_WORD, GRADE_WORD, locationText, reasonText } from './row-words.js';
import type { ConversationColumns, CountsOverTime, RowsHead, What } from './rows-head.js';

/** Dictionaries of the page, filled while rows are written. */
export class PageDictionaries {
  readonly whats = new Numbering<What>();
  readonly components = new Numbering<string>();
  readonly conversations = new Numbering<number>();
  readonly #rows: CaseRows;
  readonly #scope: Scope;

  constructor(rows: CaseRows, scope: Scope) {
    this.#rows = rows;
    this.#scope = scope;
  }

  what(kind: number, reason: number): number {
    return this.whats.of(reason * ROW_KINDS.length + kind, () => ({
      kind,
      text: reasonText(this.#rows, kind, reason),
    }));
  }

  /** Component ids are only valid within one input. */
  component(input: number, id: number): number {
    return this.components.of(`${input}:${id}`, () => componentText(input, id, this.#scope));
  }

  conversation(index: number): number {
    return this.conversations.of(index, () => index);
  }
}

/** Everything besides the columns. To be called when the rows are written and the dictionaries are full. */
export function rowsHeadOf(rows: CaseRows, tickNs: number, dictionaries: PageDictionaries, scope: Scope): RowsHead {
  const { inputs, timeline } = scope.report.case;
  const { from, to } = spanOf(rows, scope);
  const clock = dayClock(from);
  const fromMs = clock.ms(from);
  const toMs = clock.ms(to);
  // Before `whats` is read: counts may name reasons whose rows are not kept.
  const series = rows.series === null ? null : seriesOf(rows.series, dictionaries, clock);
  return {
    length: rows.length,
    total: rows.total,
    day: clock.day,
    hasDays: Math.floor(toMs / DAY_MS) > 0,
    tickNs,
    from: fromMs,
    to: toMs,
    whats: dictionaries.whats.values,
    kinds: ROW_KINDS.map((kind) => EVENT_WORD[kind]),
    grades: ROW_GRADES.map((grade) => GRADE_WORD[grade]),
    directions: rows.directions.map(visibleText),
    components: dictionaries.components.values,
    locations: rows.locations.map(locationText),
    packets: rows.packets.map(visibleText),
    inputs: scope.names,
    ...conversationsOf(rows, dictionaries.conversations.values),
    series,
    packetsOverTime: {
      from: timeline.from === null ? fromMs : clock.ms(timeline.from),
      bucketMs: timeline.bucketMs,
      perBucket: timeline.series.packets,
    },
    holes: captureHoles(inputs).map((hole) => ({ from: clock.ms(hole.from), to: clock.ms(hole.to) })),
  };
}

function conversationsOf(rows: CaseRows, used: readonly number[]) {
  const protocols = new Numbering<string>();
  const addresses = new Numbering<string>();
  const columns: Record<keyof ConversationColumns, number[]> = {
    protocol: [],
    connection: [],
    local: [],
    localPort: [],
    remote: [],
    remotePort: [],
  };
  for (const index of used) {
    const { protocol = '', connection = null, local = '', remote = '' } = rows.conversations[index] ?? {};
    const [here, there] = [endpointParts(visibleText(local)), endpointParts(visibleText(remote))];
    columns.protocol.push(protocols.of(protocol, () => visibleText(protocol)));
    columns.connection.push(connection ?? -1);
    columns.local.push(addresses.of(here.address, () => here.address));
    columns.localPort.push(here.port);
    columns.remote.push(addresses.of(there.address, () => there.address));
    columns.remotePort.push(there.port);
  }
  return { protocols: protocols.values, addresses: addresses.values, conversations: columns };
}

const DAY_MS = 86_400_000;

/** From the first to the last moment that anything tells of. */
export function spanOf({ columns, length, series }: CaseRows, { report }: Scope) {
  const times = report.case.inputs.flatMap(({ firstTime, lastTime }) =>
    firstTime === null || lastTime === null ? [] : [firstTime, lastTime],
  );
  if (length > 0) times.push(columns.at[0] ?? 0n, columns.at[length - 1] ?? 0n);
  if (times.length === 0 && series !== null) times.push(series.from);
  const least = (x: Nanoseconds, y: Nanoseconds) => (y < x ? y : x);
  const most = (x: Nanoseconds, y: Nanoseconds) => (y > x ? y : x);
  return {
    from: times.reduce(least, times[0] ?? 0n),
    to: times.reduce(most, times[0] ?? 0n) + NANOSECONDS_PER_MILLISECOND,
  };
}

function seriesOf(series: RowSeries, dictionaries: PageDictionaries, clock: DayClock): CountsOverTime {
  return {
    from: clock.ms(series.from),
    bucketMs: series.bucketMs,
    counts: series.counts.map(({ kind, reason, grade, perBucket }) => ({
      what: dictionaries.what(ROW_KINDS.indexOf(kind), reason),
      grade: ROW_GRADES.indexOf(grade),
      perBucket,
    })),
  };
}
