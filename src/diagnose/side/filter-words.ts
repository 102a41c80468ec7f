import type { BlockedFlow, FilterAnswer } from '../../aggregate/side/side-summary.js';
import { findWfpOrigin, wfpLayerName, type WfpOrigin } from '../../knowledge/wfp-reference.js';
import { counted, shortName } from '../words.js';

/** A state this much older or younger than the event is said to be so: rules may have changed in between. */
const STALE_FROM_HOURS = 1;
/** Filters of stealth mode sit here, and nothing else does in practice. */
const STEALTH_LAYER = /^FWPM_LAYER_INBOUND_TRANSPORT_V[46]_DISCARD$/;
const NAMED_RULE = '.+';

/** The record of the origin, or of stealth mode by the layer where an older build prints no origin; null when unknown. */
export function originOf({ origin, provider, layer }: FilterAnswer, layerId: number | null): WfpOrigin | null {
  if (origin !== null) return findWfpOrigin(origin);
  if (provider?.kind === 'third-party') return findWfpOrigin('Unknown');
  const layerName = layer !== '' ? layer : layerId === null ? null : wfpLayerName(layerId);
  return layerName !== null && STEALTH_LAYER.test(layerName) ? findWfpOrigin('Stealth') : null;
}

/** True for a rule that somebody made, false for the defaults of Windows. */
export function isNamedRule(origin: WfpOrigin | null): boolean {
  return origin?.match === NAMED_RULE;
}

/** `the firewall rule "Block SMB" (contoso-block-smb)`: who dropped, as it stands behind "by". Names are hostile: renderers escape. */
export function whoseFilter(answer: FilterAnswer, layerId: number | null): string {
  const { provider, name, origin, filterId } = answer;
  const record = originOf(answer, layerId);
  if (provider?.kind === 'third-party') {
    return `a filter of ${shortName(provider.name)}${name === '' ? '' : ` ("${shortName(name)}")`}`;
  }
  if (origin !== null && isNamedRule(record)) {
    return name === ''
      ? `the firewall rule "${shortName(origin)}"`
      : `the firewall rule "${shortName(name)}" (${shortName(origin)})`;
  }
  if (origin !== null) return `"${shortName(origin)}" of Windows Firewall`;
  if (name !== '')
    return `the filter "${shortName(name)}"${provider === null ? '' : ` of ${shortName(provider.name)}`}`;
  if (record !== null) return 'the stealth mode of Windows Firewall (by its layer)';
  return filterId === null ? 'a filter that the event does not name' : `filter ${filterId}, whose name is not known`;
}

/** Everything that is known and not known of the filter, in sentences. */
export function filterSentences(flow: BlockedFlow): string {
  const { filter, layerId } = flow;
  const record = originOf(filter, layerId);
  return [
    sourceSentence(flow),
    ...meaningOf(flow, record),
    ...lookupSentences(filter),
    ...(flow.application === ''
      ? []
      : [`Program: ${shortName(flow.application)}${flow.pid === null ? '' : ` (process ${flow.pid})`}.`]),
    ...(flow.joined !== 'drop' || flow.isOnTraceClock || flow.firstTime === null
      ? []
      : [
          'The trace does not state its offset from UTC, so the times were not compared; protocol, addresses and ports are the same.',
        ]),
  ].join(' ');
}

function meaningOf({ filter }: BlockedFlow, record: WfpOrigin | null): readonly string[] {
  if (record === null) return [];
  if (filter.provider?.kind === 'third-party') {
    return [
      `${shortName(filter.provider.name)} is another product, so the rules of Windows Firewall do not matter here.`,
    ];
  }
  if (isNamedRule(record))
    return ['The origin is the Name of a firewall rule (not its DisplayName): that rule refuses this traffic.'];
  return [record.meaning];
}

function sourceSentence({ eventId, events, filter, layerId, layerName }: BlockedFlow): string {
  const layer = filter.layer !== '' ? filter.layer : ((layerId === null ? null : wfpLayerName(layerId)) ?? layerName);
  const source =
    eventId === null
      ? counted(events, 'event of the filter engine', 'events of the filter engine')
      : `${counted(events, `Security event ${eventId}`, `Security events ${eventId}`)}`;
  const id = filter.filterId === null ? 'no run-time id of the filter' : `filter run-time id ${filter.filterId}`;
  const origin = filter.originFrom === 'event' ? `, origin "${shortName(filter.origin ?? '')}"` : '';
  const names = events === 1 ? 'names' : 'name';
  return `${source} ${names} ${id}${layer === '' ? '' : `, layer ${shortName(layer)}`}${origin}.`;
}

function lookupSentences(filter: FilterAnswer): readonly string[] {
  const { filterId, stateHoursLater } = filter;
  switch (filter.lookup) {
    case 'found': {
      const origin = filter.originFrom === 'state' ? `, with the origin "${shortName(filter.origin ?? '')}"` : '';
      const provider = filter.provider === null ? 'no provider' : shortName(filter.provider.name);
      const place = filter.subLayer === '' ? '' : `, sublayer ${shortName(filter.subLayer)}`;
      return [
        `The state of the filter engine has it as "${shortName(filter.name)}" (${filter.action}${place}), added by ${provider}${origin}.`,
        ...(stateHoursLater !== null && Math.abs(stateHoursLater) >= STALE_FROM_HOURS
          ? [
              `That state was taken ${ageWords(stateHoursLater)} the drop; id and layer fit, but rules may have changed in between.`,
            ]
          : []),
      ];
    }
    case 'not-found':
      return [
        `The state does not hold filter ${filterId}${ageSuffix(stateHoursLater)}: run-time ids change at every start of the firewall and every change of a rule, so it does not match the event. No other filter was guessed.`,
      ];
    case 'permit':
      return [
        `In the state, filter ${filterId} is one that cannot drop, so state and event do not belong together and nothing was taken from it${ageSuffix(stateHoursLater)}.`,
      ];
    case 'other-layer':
      return [
        `In the state, filter ${filterId} is at another layer than in the event, so state and event do not belong together and nothing was taken from it${ageSuffix(stateHoursLater)}.`,
      ];
    case 'other-origin':
      return [
        `In the state, filter ${filterId} has another origin than in the event, so state and event do not belong together and nothing was taken from it${ageSuffix(stateHoursLater)}.`,
      ];
    case 'no-state':
    case 'no-id':
      return [];
  }
}

/** ` (taken 3 days before the event)`; empty when it is not known or close. */
function ageSuffix(hours: number | null): string {
  return hours === null || Math.abs(hours) < STALE_FROM_HOURS ? '' : ` (it was taken ${ageWords(hours)} the event)`;
}

function ageWords(hours: number): string {
  const size = Math.abs(hours);
  const span = size >= 48 ? counted(Math.round(size / 24), 'day') : counted(Math.round(size), 'hour');
  return `${span} ${hours < 0 ? 'before' : 'after'}`;
}
