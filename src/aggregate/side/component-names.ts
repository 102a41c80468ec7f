import type { ComponentNameFact } from '../../events/side/host.js';
import type { Case, ComponentSummary } from '../case.js';

/** Gives names to the components that the trace only numbers. Names that the trace states itself are better and stay. */
export function withComponentNames(
  theCase: Case,
  names: ReadonlyMap<number, ComponentNameFact>,
): { readonly theCase: Case; readonly named: number } {
  let named = 0;
  const components = theCase.components.map((component): ComponentSummary => {
    const known = component.name === '' ? names.get(component.id) : undefined;
    if (known === undefined) return component;
    named++;
    const description = known.mac === '' ? 'by pktmon comp list' : `by pktmon comp list, ${known.mac}`;
    return { ...component, name: known.name, type: component.type || known.type, description };
  });
  if (named === 0) return { theCase, named };
  const byReason = theCase.drops.byReason.map((reason) => ({
    ...reason,
    components: reason.components.map((component) => {
      const isUnnamed = component.name === `component ${component.id}`;
      return { ...component, name: (isUnnamed ? names.get(component.id)?.name : undefined) ?? component.name };
    }),
  }));
  return { theCase: { ...theCase, components, drops: { ...theCase.drops, byReason } }, named };
}
