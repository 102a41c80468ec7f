import type { DropGroup } from '../../aggregate/case.js';
import { dropRule } from '../drop-rule.js';
import { packetWords, reasonWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { TRANSPORT_LAYER_REASONS } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';

/** "received RST": the segment did its work, it ended a connection. Rules about resets judge the connection itself. */
const RECEIVED_RST = 1210;

export const normalEnding: Rule = dropRule({
  id: 'normal-ending',
  title: 'Drop lines that are no loss are folded away',
  trigger:
    'Unicast packets whose drop is harmless by its reason and circumstances (1217, 1220, 902, …) or is an event (1210, a received RST); information only, one finding.',
  meaning:
    'Windows also prints a drop line for segments that it has used or does not need: a reset that ended a connection, data that it already has, late segments of a closed connection.',
  category: 'normal-operation',
  side: 'undecided',
  claims: ({ verdict, code, noise }) => !noise && (verdict === 'benign' || code === RECEIVED_RST),
  cause: () => 'normal',
  finding,
});

function finding(groups: readonly DropGroup[]): RuleFinding {
  const resets = groups.filter(({ code }) => code === RECEIVED_RST);
  const why = groups.map((group) => group.why).filter((one) => one !== null);
  return findingOf({
    id: 'normal-ending',
    severity: 'info',
    side: 'undecided',
    category: 'normal-operation',
    confidence: 'high',
    title: `Drop lines of ${packetWords(groups)} that are no loss: ${reasonWords(groups)}`,
    explanation: `Such lines belong to normal operation${why.length === 0 ? '' : ` (${[...new Set(why)].slice(0, 3).join('; ')})`}.${resets.length === 0 ? '' : ` ${packetWords(resets)} were resets: the line is the event that ended a connection, not a lost packet.`}`,
    ...affectedByDrops(groups),
    next: [],
    doc: TRANSPORT_LAYER_REASONS,
  });
}
