import type { CompiledRules } from 'nearley';
import { addCounts, type ParseCounts } from '../../base/parse-counts.js';
import detailRules from '../../generated/grammar/pktmon-text-detail.js';
import eventRules from '../../generated/grammar/pktmon-text-event.js';
import headerRules from '../../generated/grammar/trace-header.js';
import type { Plan } from '../../parse/plan.js';
import { RecordParser } from '../../parse/record-parser.js';
import { DetailBuilder } from './detail-builder.js';
import { detailLexer } from './detail-lexer.js';
import { detailScanners, OPEN_IN_DETAILS, RECURRING_IN_DETAILS } from './detail-scanners.js';
import { eventLexer } from './event-lexer.js';
import { eventScanners, OPEN_IN_EVENTS, RECURRING_IN_EVENTS } from './event-scanners.js';
import { headerLexer } from './header-lexer.js';
import { PointTable, SnapshotLayout } from './snapshot-layout.js';

/** As many as the parser keeps shapes. */
const MAXIMUM_LAYOUTS = 20_000;

/** What a reader learns: shapes of records, and what they have in common. It says nothing about a record that comes later. */
export class PktMonMemory {
  // nearleyc types its rules more loosely than @types/nearley: the one cast at the border to nearley.
  readonly events = new RecordParser({
    rules: eventRules() as unknown as CompiledRules,
    lexer: eventLexer(),
    scanners: eventScanners,
    recurring: RECURRING_IN_EVENTS,
    open: OPEN_IN_EVENTS,
  });
  readonly details = new RecordParser({
    rules: detailRules() as unknown as CompiledRules,
    lexer: detailLexer(),
    scanners: detailScanners,
    recurring: RECURRING_IN_DETAILS,
    open: OPEN_IN_DETAILS,
  });
  readonly headers = new RecordParser({ rules: headerRules() as unknown as CompiledRules, lexer: headerLexer() });
  readonly detailBuilder = new DetailBuilder();
  readonly #layouts = new Map<Plan, SnapshotLayout>();
  readonly #points = new PointTable();

  get counts(): ParseCounts {
    return [this.events, this.details, this.headers].map(({ counts }) => counts).reduce(addCounts);
  }

  layoutOf(plan: Plan): SnapshotLayout {
    let layout = this.#layouts.get(plan);
    if (layout === undefined) {
      layout = new SnapshotLayout(plan, this.#points);
      if (this.#layouts.size < MAXIMUM_LAYOUTS) this.#layouts.set(plan, layout);
    }
    return layout;
  }
}
