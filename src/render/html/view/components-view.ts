import type { ComponentSummary } from '../../../aggregate/case.js';
import { formatCount, formatCounted } from '../../number.js';
import { visibleText } from '../../visible-text.js';
import { capped } from './capped.js';
import { reasonAnchor } from './page-anchors.js';
import type { Scope } from './scope.js';

/** The parts of the network stack that the logs name; ids are only valid within one input. */
export function componentsView(scope: Scope) {
  const { components, inputs } = scope.report.case;
  const { rows, note } = capped(components, scope.report.top);
  return {
    none: components.length === 0,
    total: formatCounted(components.length, 'component'),
    note,
    severalInputs: inputs.length > 1,
    rows: rows.map((component) => componentView(component, scope)),
  };
}

function componentView(component: ComponentSummary, scope: Scope) {
  return {
    id: String(component.id),
    type: visibleText(component.type),
    name: visibleText(component.name),
    description: visibleText(component.description),
    input: inputCell(component, scope),
    dropsHref: dropsHref(component, scope),
    dropLines: formatCount(component.dropLines),
    dropLinesSort: String(component.dropLines),
    packetLines: formatCount(component.packetLines),
    packetLinesSort: String(component.packetLines),
    dropCounters: component.dropCounters === null ? '-' : formatCount(component.dropCounters),
    dropCountersSort: String(component.dropCounters ?? -1),
    properties: component.properties.map(({ name, value }) => ({
      name: visibleText(name),
      value: visibleText(value),
    })),
  };
}

/** The reason that is first among the drops of this component; null when it dropped nothing. */
function dropsHref({ id, dropLines }: ComponentSummary, { report }: Scope): string | null {
  if (dropLines === 0) return null;
  const index = report.case.drops.byReason.findIndex(({ components }) => components.some((one) => one.id === id));
  return index === -1 || index >= report.top ? '#reasons' : `#${reasonAnchor(index)}`;
}

/** Null when there is only one input: the column would say the same in every row. */
function inputCell({ input }: ComponentSummary, { names }: Scope): { readonly name: string } | null {
  return names.length > 1 ? { name: names[input] ?? `input ${input + 1}` } : null;
}
