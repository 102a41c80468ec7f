import type { Conversation } from '../../../aggregate/conversation.js';
import { formatCount } from '../../number.js';
import { STORIES_IN_FULL } from '../../stories-in-full.js';
import { visibleText } from '../../visible-text.js';
import { FIGURES, NOTHING } from './conversation-figures.js';
import { evidenceView } from './evidence-view.js';
import { retransmissionView } from './retransmission-view.js';
import type { Scope } from './scope.js';
import { windowChart } from './window-chart.js';

/** How much of a story is drawn: the first connections in full, the others short, so that the page stays small. */
export interface StoryLength {
  readonly retransmissions: number;
  readonly episodes: number;
  readonly records: number;
  readonly hasChart: boolean;
}

const IN_FULL: StoryLength = { retransmissions: 20, episodes: 10, records: 6, hasChart: true };
const IN_SHORT: StoryLength = { retransmissions: 4, episodes: 2, records: 1, hasChart: false };

const SOURCE_WORD = {
  observed: 'Seen in the packets',
  stated: 'Stated by the stack',
} as const;

export function storyLength(index: number): StoryLength {
  return index < STORIES_IN_FULL ? IN_FULL : IN_SHORT;
}

/** The figures of a connection, one column for each source: what is seen and what is stated are never mixed. */
export function figuresView(conversations: readonly Conversation[], { clock }: Scope) {
  if (conversations.length === 0) return null;
  const rows = FIGURES.map(([label, tell]) => ({ label, told: conversations.map((one) => tell(one, clock)) }));
  return {
    columns: conversations.map(({ source }) => ({ title: SOURCE_WORD[source] })),
    rows: rows
      .filter(
        ({ label, told }) => label === 'Retransmissions' || told.some((text) => text !== null && text !== NOTHING),
      )
      .map(({ label, told }) => ({ label, cells: told.map((text) => ({ text })) })),
  };
}

/** What happened in a conversation beyond its figures: losses one by one, the course of the window, what was not seen. */
export function conversationView(conversation: Conversation, length: StoryLength, scope: Scope) {
  const { retransmissions, congestionWindow } = conversation;
  const rows = retransmissions.slice(0, length.retransmissions);
  const counted = conversation.retransmits?.events ?? retransmissions.length;
  // What holds for the whole trace stands in the coverage section, once.
  const general = scope.report.case.stackEvents?.notSeen ?? [];
  const notSeen = conversation.notSeen
    .filter((text) => !general.includes(text))
    .map((text) => ({ text: visibleText(text) }));
  const chart = length.hasChart ? windowChart(congestionWindow?.series ?? [], scope) : null;
  const records = recordsOf(conversation).slice(0, length.records);
  const source = SOURCE_WORD[conversation.source];
  return {
    title: source,
    caption: `Retransmissions: ${source.toLowerCase()}`,
    chart,
    retransmissions: rows.map((one) => retransmissionView(one, scope)),
    retransmissionsNote:
      counted > rows.length
        ? `Showing ${formatCount(rows.length)} of ${formatCount(counted)} retransmissions - use --format json for more.`
        : null,
    evidence: evidenceView(records, scope),
    notSeen,
    isEmpty: chart === null && rows.length === 0 && notSeen.length === 0 && records.length === 0,
  };
}

/** Records that prove handshake, losses and end, each once, in the order of the story. */
function recordsOf({ handshake, retransmissions, end, unanswered }: Conversation) {
  const records = [
    ...(handshake?.evidence ?? []).slice(0, 2),
    ...(end?.evidence ?? []).slice(0, 2),
    ...(unanswered?.evidence ?? []).slice(0, 1),
    ...retransmissions.map(({ evidence }) => evidence),
  ];
  const byPlace = new Map(records.map((record) => [`${record.input}:${record.line}`, record]));
  return [...byPlace.values()];
}
