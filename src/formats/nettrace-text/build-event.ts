import type { ApplicationEvent, ApplicationWhat } from '../../events/application.js';
import type { StackEvent } from '../../events/event.js';
import type { StackRecord } from '../../events/stack.js';
import type { WfpEvent, WfpWhat } from '../../events/wfp.js';
import type { Match } from '../../parse/match.js';
import { buildInterface, buildNeighbor, buildPort, buildRoute } from './build-network.js';
import { buildStackDrop } from './build-stack-drop.js';
import type { Fields } from './fields.js';
import { readEndpoint, readNamedNumber, readNumber, readPointer, readStatus } from './values.js';

/**
 * Makes the event of one message; the record names its kind (the first word of a section of nettrace-messages.txt).
 * Messages of TCP are too many for that: see `TcpMessage`.
 */
export function buildEvent(match: Match, fields: Fields, record: StackRecord): StackEvent {
  fields.of(match);
  switch (match.record) {
    case 'stack-drop':
      return buildStackDrop(fields, record);
    case 'neighbor':
      return buildNeighbor(fields, record);
    case 'route':
      return buildRoute(fields, record);
    case 'port':
      return buildPort(fields, record);
    case 'interface':
      return buildInterface(fields, record);
    case 'wfp':
      return buildWfp(fields, record);
    case 'application':
      return buildApplication(fields, record);
    default:
      throw new Error(`the grammar gives a record that nobody builds: ${match.record}`);
  }
}

function buildWfp(fields: Fields, record: StackRecord): WfpEvent {
  return {
    kind: 'wfp',
    ...record,
    what: fields.constant('what') as WfpWhat,
    filter: fields.text('filter'),
    layer: fields.text('layer'),
    error: fields.text('error'),
    words: fields.rest(),
  };
}

function buildApplication(fields: Fields, record: StackRecord): ApplicationEvent {
  return {
    kind: 'application',
    ...record,
    layer: fields.constant('layer') as ApplicationEvent['layer'],
    what: fields.constant('what') as ApplicationWhat,
    phase: fields.take('phase', readNumber),
    process: fields.take('process', readPointer),
    endpoint: fields.take('endpoint', readPointer),
    address: fields.take('address', readEndpoint),
    status: fields.take('status', readStatus),
    reason: fields.take('reason', readNamedNumber),
    name: fields.text('name'),
    elapsedMs: fields.take('elapsedMs', readNumber),
    words: fields.rest(),
  };
}
