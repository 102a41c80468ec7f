/** `wfpstate`: the moment at which `netsh wfp show state` was run, in UTC. */
export interface WfpStateFact {
  readonly kind: 'wfp-state';
  readonly line: number;
  /** Nanoseconds since 1970 in UTC; null when it cannot be read. */
  readonly takenAt: bigint | null;
}

// <filterId>68893</filterId> with <displayData><name>Block SMB</name>, <action><type>FWP_ACTION_BLOCK</type>
/** One filter. One firewall rule becomes several of them (IPv4 and IPv6, connect, accept, listen). */
export interface WfpFilterFact {
  readonly kind: 'wfp-filter';
  /** Line of `<filterId>`. */
  readonly line: number;
  /** Decimal run-time id; it is given anew at each start of the firewall and each change of a rule. */
  readonly id: string;
  /** Localised, and not the origin: permit filters named "Boot Time Filter" belong to stealth mode. */
  readonly name: string;
  readonly description: string;
  /** `FWPM_PROVIDER_MPSSVC_WF`, the GUID of another product, empty when it names none. */
  readonly providerKey: string;
  readonly layerKey: string;
  readonly subLayerKey: string;
  /** `FWP_ACTION_BLOCK`, `FWP_ACTION_PERMIT`, `FWP_ACTION_CALLOUT_TERMINATING`, … */
  readonly action: string;
  /** Flag `FWPM_FILTER_FLAG_HAS_FILTER_ORIGIN` (Windows 11, Server 2022 and later). */
  readonly hasOrigin: boolean;
  /** The context that stores the origin; empty without one. */
  readonly contextKey: string;
}

/** The product that added a filter. */
export interface WfpProviderFact {
  readonly kind: 'wfp-provider';
  readonly line: number;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** Windows service behind it; may be empty. */
  readonly service: string;
}

export interface WfpSubLayerFact {
  readonly kind: 'wfp-sublayer';
  readonly line: number;
  readonly key: string;
  readonly name: string;
}

/** Run-time number of a layer in this state: numbers differ between builds. */
export interface WfpLayerFact {
  readonly kind: 'wfp-layer';
  readonly line: number;
  readonly key: string;
  readonly id: number;
}

/** Provider context that holds data of a filter: the origin, as hex of UTF-16LE. */
export interface WfpContextFact {
  readonly kind: 'wfp-context';
  readonly line: number;
  readonly key: string;
  /** Described as "Stores filter origin"; what other contexts hold is something else. */
  readonly storesOrigin: boolean;
  readonly text: string;
}
