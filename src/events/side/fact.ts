import type { BlockedFact } from './blocked.js';
import type { AddressFact, ComponentNameFact, CounterFact, ProcessFact, SettingFact, SocketFact } from './host.js';
import type {
  WfpContextFact,
  WfpFilterFact,
  WfpLayerFact,
  WfpProviderFact,
  WfpStateFact,
  WfpSubLayerFact,
} from './wfp.js';

/** One thing that a file beside the trace states. */
export type SideFact =
  | WfpStateFact
  | WfpFilterFact
  | WfpProviderFact
  | WfpSubLayerFact
  | WfpLayerFact
  | WfpContextFact
  | BlockedFact
  | SocketFact
  | ProcessFact
  | AddressFact
  | CounterFact
  | SettingFact
  | ComponentNameFact;
