import type { EvidenceText } from '../../events/evidence.js';
import type { WfpFilterFact, WfpProviderFact } from '../../events/side/wfp.js';
import type { SideFact } from '../../events/side/fact.js';
import { wfpLayerName } from '../../knowledge/wfp-reference.js';
import type { FilterAnswer, FilterProvider } from './side-summary.js';

/** A server with many rules has some 20,000 filters; an attack may name millions. */
const MAXIMUM_FILTERS = 300_000;
const MAXIMUM_OTHERS = 100_000;
const HOUR = 3_600_000_000_000;
/** Only these can stop a packet; one that lets through, or only looks, cannot be the one of an event. */
const CAN_DROP = /^FWP_ACTION_(?:BLOCK|CALLOUT_TERMINATING|CALLOUT_UNKNOWN)$/;
const OWN_FIREWALL = /^FWPM_PROVIDER_MPSSVC_/;

/** What an event says of the filter that it names. */
export interface FilterQuestion {
  readonly filterId: string | null;
  readonly origin: string | null;
  readonly layerId: number | null;
  /** UTC; null when it is not known in UTC. */
  readonly at: bigint | null;
}

/** Filters of one file. */
interface State {
  readonly input: number;
  takenAt: bigint | null;
  readonly filters: Map<string, WfpFilterFact>;
  readonly providers: Map<string, WfpProviderFact>;
  readonly origins: Map<string, string>;
  readonly subLayers: Map<string, string>;
  readonly layerIds: Map<string, number>;
}

/** The states and lists of filters that were read, by input. */
export class FilterStates {
  readonly #states = new Map<number, State>();

  add(input: number, fact: SideFact): void {
    let state = this.#states.get(input);
    if (state === undefined) {
      state = newState(input);
      this.#states.set(input, state);
    }
    switch (fact.kind) {
      case 'wfp-state':
        state.takenAt ??= fact.takenAt;
        return;
      case 'wfp-filter':
        if (state.filters.size < MAXIMUM_FILTERS) state.filters.set(fact.id, fact);
        return;
      case 'wfp-provider':
        return keep(state.providers, fact.key, fact);
      case 'wfp-context':
        return keep(state.origins, fact.key, fact.text);
      case 'wfp-sublayer':
        return keep(state.subLayers, fact.key, fact.name);
      case 'wfp-layer':
        return keep(state.layerIds, fact.key, fact.id);
      default:
        return;
    }
  }

  takenAt(input: number): bigint | null {
    return this.#states.get(input)?.takenAt ?? null;
  }

  /** Files of net events without filters are no states. */
  get #withFilters(): readonly State[] {
    return [...this.#states.values()].filter(({ filters }) => filters.size > 0);
  }

  /** The best that any state says; states taken nearer to the event come first. */
  answer(question: FilterQuestion): FilterAnswer {
    const states = this.#withFilters.toSorted((a, b) => distance(a, question) - distance(b, question));
    const nothing = answerWithout(question, question.filterId === null ? 'no-id' : 'no-state');
    if (question.filterId === null || states.length === 0) return nothing;
    const answers = states.map((state) => answerOf(state, question));
    return answers.find(({ lookup }) => lookup === 'found') ?? answers[0] ?? nothing;
  }
}

function answerOf(state: State, question: FilterQuestion): FilterAnswer {
  const filter = state.filters.get(question.filterId ?? '');
  const stateHoursLater = hoursLater(state, question);
  if (filter === undefined) return { ...answerWithout(question, 'not-found'), stateHoursLater };
  const origin = originOf(state, filter);
  const evidence = evidenceOf(state.input, filter);
  const reject = (lookup: FilterAnswer['lookup']): FilterAnswer => ({
    ...answerWithout(question, lookup),
    stateHoursLater,
    evidence,
  });
  if (!CAN_DROP.test(filter.action)) return reject('permit');
  const layerId = state.layerIds.get(filter.layerKey);
  if (layerId !== undefined && question.layerId !== null && layerId !== question.layerId) return reject('other-layer');
  if (origin !== null && question.origin !== null && origin !== question.origin) return reject('other-origin');
  return {
    filterId: filter.id,
    lookup: 'found',
    origin: question.origin ?? origin,
    originFrom: question.origin !== null ? 'event' : origin !== null ? 'state' : null,
    name: filter.name,
    action: filter.action,
    layer: filter.layerKey,
    subLayer: state.subLayers.get(filter.subLayerKey) || filter.subLayerKey,
    provider: providerOf(state, filter.providerKey),
    stateHoursLater,
    evidence,
  };
}

function answerWithout(question: FilterQuestion, lookup: FilterAnswer['lookup']): FilterAnswer {
  return {
    filterId: question.filterId,
    lookup,
    origin: question.origin,
    originFrom: question.origin === null ? null : 'event',
    name: '',
    action: '',
    layer: question.layerId === null ? '' : (wfpLayerName(question.layerId) ?? ''),
    subLayer: '',
    provider: null,
    stateHoursLater: null,
    evidence: null,
  };
}

/** The origin is in the provider context that the filter names; its flag says that this is what the context is for. */
export function originOf(
  state: { readonly origins: ReadonlyMap<string, string> },
  filter: Pick<WfpFilterFact, 'hasOrigin' | 'contextKey'>,
): string | null {
  if (!filter.hasOrigin) return null;
  const origin = state.origins.get(filter.contextKey) ?? '';
  return origin === '' ? null : origin;
}

/** Whose filter it is: the name of the filter does not tell. */
function providerOf(state: State, key: string): FilterProvider | null {
  if (key === '') return null;
  const known = state.providers.get(key);
  const name = known?.name ?? '';
  if (OWN_FIREWALL.test(key)) return { key, name: 'Windows Firewall', kind: 'windows-firewall' };
  const isWindows = key.startsWith('FWPM_PROVIDER_') || name === 'Microsoft Corporation';
  const words = isWindows && known !== undefined && known.description !== '' ? known.description : name;
  return { key, name: words === '' ? key : words, kind: isWindows ? 'windows' : 'third-party' };
}

function evidenceOf(input: number, { line, id, name, action, providerKey, layerKey }: WfpFilterFact): EvidenceText {
  const provider = providerKey === '' ? '' : ` <providerKey>${providerKey}</providerKey>`;
  const text = `<filterId>${id}</filterId> <name>${name.slice(0, 300)}</name> <type>${action}</type> <layerKey>${layerKey}</layerKey>${provider}`;
  return { input, line, text };
}

function hoursLater({ takenAt }: State, { at }: FilterQuestion): number | null {
  return takenAt === null || at === null ? null : Number(takenAt - at) / HOUR;
}

function distance(state: State, question: FilterQuestion): number {
  return Math.abs(hoursLater(state, question) ?? Number.MAX_SAFE_INTEGER);
}

function newState(input: number): State {
  return {
    input,
    takenAt: null,
    filters: new Map(),
    providers: new Map(),
    origins: new Map(),
    subLayers: new Map(),
    layerIds: new Map(),
  };
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.size < MAXIMUM_OTHERS) map.set(key, value);
}
