import type { CompiledRules } from 'nearley';
import { messageLexer } from '../../src/formats/nettrace-text/message-lexer.js';
import { ATTACHED_VALUES, messageScanners, messageTokenAt } from '../../src/formats/nettrace-text/message-scanners.js';
import { stampLexer } from '../../src/formats/nettrace-text/stamp-lexer.js';
import { ATTACHED_TO_STAMP, stampScanners } from '../../src/formats/nettrace-text/stamp-scanners.js';
import { detailLexer } from '../../src/formats/pktmon-text/detail-lexer.js';
import {
  detailScanners,
  OPEN_IN_DETAILS,
  RECURRING_IN_DETAILS,
} from '../../src/formats/pktmon-text/detail-scanners.js';
import { eventLexer } from '../../src/formats/pktmon-text/event-lexer.js';
import { eventScanners, OPEN_IN_EVENTS, RECURRING_IN_EVENTS } from '../../src/formats/pktmon-text/event-scanners.js';
import { headerLexer } from '../../src/formats/pktmon-text/header-lexer.js';
import messageRules from '../../src/generated/grammar/nettrace-message.js';
import stampRules from '../../src/generated/grammar/nettrace-stamp.js';
import detailRules from '../../src/generated/grammar/pktmon-text-detail.js';
import eventRules from '../../src/generated/grammar/pktmon-text-event.js';
import headerRules from '../../src/generated/grammar/trace-header.js';
import type { RecordGrammar } from '../../src/parse/record-parser.js';
import { nettraceMessages } from './records/nettrace-messages.js';
import { nettraceStamps } from './records/nettrace-stamps.js';
import { pktmonDetails } from './records/pktmon-details.js';
import { pktmonEvents } from './records/pktmon-events.js';
import { traceHeaders } from './records/trace-headers.js';

/** A grammar with records in every form that it describes. */
export interface TestedGrammar {
  readonly grammar: RecordGrammar;
  /** Records in byte view. */
  readonly records: () => string[];
}

// nearleyc types its rules more loosely than @types/nearley.
const rulesOf = (compiled: unknown): CompiledRules => compiled as CompiledRules;

/** By the name of the file in `grammar/`. */
export const GRAMMARS = {
  'pktmon-text-event': {
    grammar: {
      rules: rulesOf(eventRules()),
      lexer: eventLexer(),
      scanners: eventScanners,
      recurring: RECURRING_IN_EVENTS,
      open: OPEN_IN_EVENTS,
    },
    records: pktmonEvents,
  },
  'pktmon-text-detail': {
    grammar: {
      rules: rulesOf(detailRules()),
      lexer: detailLexer(),
      scanners: detailScanners,
      recurring: RECURRING_IN_DETAILS,
      open: OPEN_IN_DETAILS,
    },
    records: pktmonDetails,
  },
  'trace-header': { grammar: { rules: rulesOf(headerRules()), lexer: headerLexer() }, records: traceHeaders },
  'nettrace-stamp': {
    grammar: {
      rules: rulesOf(stampRules()),
      lexer: stampLexer(),
      scanners: stampScanners,
      attached: ATTACHED_TO_STAMP,
    },
    records: nettraceStamps,
  },
  'nettrace-message': {
    grammar: {
      rules: rulesOf(messageRules()),
      lexer: messageLexer(),
      scanners: messageScanners,
      attached: ATTACHED_VALUES,
      tokenAt: messageTokenAt,
    },
    records: () => nettraceMessages(2),
  },
} as const satisfies Record<string, TestedGrammar>;

export type GrammarName = keyof typeof GRAMMARS;
