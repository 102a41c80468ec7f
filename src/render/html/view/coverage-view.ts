import type { Case, FilterSummary } from '../../../aggregate/case.js';
import { limitsOf } from '../../limits.js';
import { formatCounted } from '../../number.js';
import { retransmissionFigure, retransmissionTotals } from '../../retransmission-totals.js';
import { selfCheckSentence } from '../../self-check.js';
import { visibleText } from '../../visible-text.js';
import { IDENTITY_METHOD } from '../../words.js';
import { inputView } from './input-view.js';
import type { Scope } from './scope.js';

/** What was read, what is missing, and what therefore cannot be concluded. */
export function coverageView(scope: Scope) {
  const { case: theCase } = scope.report;
  // What a NetTrace alone cannot have is no figure of it.
  const hasPackets =
    theCase.traffic.lines > 0 || theCase.drops.lines > 0 || theCase.connections.every((one) => one.stated === null);
  const resent = retransmissionTotals(theCase);
  return {
    none: theCase.inputs.length === 0,
    limits: limitsOf(theCase).map(({ weight, input, fact, consequence }) => ({
      weight,
      weightWord: weight === 'gap' ? 'Gap' : 'Note',
      input: input === null || scope.names.length < 2 ? null : (scope.names[input] ?? null),
      fact: visibleText(fact),
      consequence: visibleText(consequence),
    })),
    facts: [
      ...(hasPackets ? packetFacts(theCase) : []),
      {
        label: 'Retransmissions',
        value: resent === null ? 'not measured' : resent.events === 0 ? 'none' : retransmissionFigure(resent),
      },
    ],
    filters: theCase.filters.map((filter) => filterView(filter, scope)),
    inputs: theCase.inputs.map((input, index) => inputView(input, index, scope)),
  };
}

function packetFacts({ traffic, drops, filters }: Case) {
  return [
    {
      label: 'Traffic',
      value: `${formatCounted(traffic.packets, 'distinct packet')} in ${formatCounted(traffic.lines, 'packet line')}, ${formatCounted(traffic.flows, 'directed flow')}`,
    },
    { label: 'Self-check', value: selfCheckSentence(drops.selfCheck) },
    { label: 'Packets told apart by', value: IDENTITY_METHOD[traffic.identity] },
    {
      label: 'Duplicate drop lines',
      value: `${formatCounted(drops.duplicateLines, 'line')} marked as a second report of the same drop, not counted`,
    },
    {
      label: 'Filters in force',
      value: filters.length === 0 ? 'none' : formatCounted(filters.length, 'filter'),
    },
  ];
}

function filterView(filter: FilterSummary, { names }: Scope) {
  return {
    id: String(filter.id),
    name: filter.name === '' ? 'no name' : visibleText(filter.name),
    conditions: filter.conditions.length === 0 ? 'everything' : filter.conditions.map(visibleText).join(', '),
    place: `${names[filter.input] ?? `input ${filter.input + 1}`}:${filter.evidence.line}`,
  };
}
