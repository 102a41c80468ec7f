/** A filter as the filter engine lists it. */
export interface Filter {
  readonly id: number;
  readonly name: string;
  readonly layer: string;
  readonly action: string;
  readonly provider: string;
  readonly subLayer: string;
  /** Printed only by Windows 11 and Server 2022 and later. */
  readonly origin?: string;
}

export const FIREWALL = 'FWPM_PROVIDER_MPSSVC_WF';
export const OTHER_PRODUCT = '{0a1b2c3d-1111-4222-8333-444455556666}';

/** The filters of the machine: the rule that refuses SMB, the product that refuses syslog, and what else is there. */
export const FILTERS: readonly Filter[] = [
  {
    id: 70101,
    name: 'Contoso: no SMB from clients',
    layer: 'FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4',
    action: 'FWP_ACTION_BLOCK',
    provider: FIREWALL,
    subLayer: 'FWPM_SUBLAYER_MPSSVC_WF',
    origin: 'Contoso-Block-SMB-In',
  },
  {
    id: 70102,
    name: 'Contoso: no SMB from clients',
    layer: 'FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V6',
    action: 'FWP_ACTION_BLOCK',
    provider: FIREWALL,
    subLayer: 'FWPM_SUBLAYER_MPSSVC_WF',
    origin: 'Contoso-Block-SMB-In',
  },
  {
    id: 70111,
    name: 'Inbound datagrams',
    layer: 'FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4',
    action: 'FWP_ACTION_CALLOUT_TERMINATING',
    provider: OTHER_PRODUCT,
    subLayer: '{0a1b2c3d-1111-4222-8333-444455557777}',
  },
  {
    id: 70120,
    name: 'Boot Time Filter',
    layer: 'FWPM_LAYER_OUTBOUND_TRANSPORT_V4',
    action: 'FWP_ACTION_PERMIT',
    provider: FIREWALL,
    subLayer: 'FWPM_SUBLAYER_MPSSVC_WF',
    origin: 'Stealth',
  },
  {
    id: 70121,
    name: 'Port Scanning Prevention Filter',
    layer: 'FWPM_LAYER_INBOUND_TRANSPORT_V4_DISCARD',
    action: 'FWP_ACTION_CALLOUT_TERMINATING',
    provider: FIREWALL,
    subLayer: 'FWPM_SUBLAYER_MPSSVC_WF',
    origin: 'Stealth',
  },
];

/** Run-time numbers of the layers above. */
export const LAYER_IDS: Readonly<Record<string, number>> = {
  FWPM_LAYER_INBOUND_TRANSPORT_V4_DISCARD: 13,
  FWPM_LAYER_OUTBOUND_TRANSPORT_V4: 16,
  FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4: 44,
  FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V6: 46,
};

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** wfpstate.xml: two root elements, filters within layers, origins in provider contexts. */
export function wfpState(takenAt: string, filters: readonly Filter[] = FILTERS): string {
  const origins = [...new Set(filters.flatMap(({ origin }) => (origin === undefined ? [] : [origin])))];
  const layers = Object.entries(LAYER_IDS).map(([key, id]) => {
    const own = filters.filter(({ layer }) => layer === key).map((filter) => filterXml(filter, origins));
    return item(
      `<layer><layerKey>${key}</layerKey><displayData><name>${key}</name><description/></displayData><flags numItems="1"><item>FWPM_LAYER_FLAG_KERNEL</item></flags><layerId>${id}</layerId></layer><callouts/>${list('filters', own)}`,
    );
  });
  const contexts = origins.map((origin) =>
    item(
      `<providerContextKey>${contextKey(origins, origin)}</providerContextKey><displayData><name>MPSSVC</name><description>Stores filter origin</description></displayData><providerKey>${FIREWALL}</providerKey><type>FWPM_GENERAL_CONTEXT</type><dataBuffer><data>${hexOf(origin)}</data></dataBuffer>`,
    ),
  );
  return indented(
    `${DECLARATION}<wfpstate><timeStamp>${takenAt}</timeStamp>${list('providers', PROVIDERS)}${list('subLayers', SUB_LAYERS)}${list('layers', layers)}${list('providerContexts', contexts)}</wfpstate><firewallState><dynamicKeywordAddresses/></firewallState>`,
  );
}

/** filters.xml: one list, no provider contexts. */
export function wfpFilters(filters: readonly Filter[] = FILTERS): string {
  const all = filters.map((filter) => filterXml(filter, []));
  return indented(`${DECLARATION}<wfpdiag>${list('filters', all)}${list('providers', PROVIDERS)}</wfpdiag>`);
}

/** A blocked packet as the filter engine tells it. */
export interface NetEvent {
  readonly at: string;
  readonly protocol: number;
  readonly local: readonly [string, number];
  readonly remote: readonly [string, number];
  readonly filterId: number;
  readonly layerId: number;
  readonly application: string;
  readonly origin?: string;
}

export function netEvents(events: readonly NetEvent[]): string {
  const items = events.map(({ at, protocol, local, remote, filterId, layerId, application, origin }) =>
    item(
      `<header><timeStamp>${at}</timeStamp><ipVersion>FWP_IP_VERSION_V4</ipVersion><ipProtocol>${protocol}</ipProtocol><localAddrV4>${local[0]}</localAddrV4><remoteAddrV4>${remote[0]}</remoteAddrV4><localPort>${local[1]}</localPort><remotePort>${remote[1]}</remotePort><appId><data>${hexOf(application)}</data></appId></header><type>FWPM_NET_EVENT_TYPE_CLASSIFY_DROP</type><classifyDrop><filterId>${filterId}</filterId><layerId>${layerId}</layerId><msFwpDirection>MS_FWP_DIRECTION_IN</msFwpDirection><isLoopback>false</isLoopback></classifyDrop><internalFields>${origin === undefined ? '' : `<filterOrigin>${origin}</filterOrigin>`}<terminatingFiltersInfo numItems="1"><item><filterId>${filterId}</filterId><actionType>FWP_ACTION_BLOCK</actionType></item></terminatingFiltersInfo></internalFields>`,
    ),
  );
  return indented(`${DECLARATION}<wfpdiag>${list('netEvents', items)}</wfpdiag>`);
}

const PROVIDERS = [
  item(
    `<providerKey>${FIREWALL}</providerKey><displayData><name>Microsoft Corporation</name><description>Windows Firewall provider</description></displayData><serviceName>mpssvc</serviceName>`,
  ),
  item(
    `<providerKey>${OTHER_PRODUCT}</providerKey><displayData><name>Fabrikam Endpoint Guard</name><description>Network protection</description></displayData><serviceName>FabGuard</serviceName>`,
  ),
];
const SUB_LAYERS = [
  item(
    '<subLayerKey>FWPM_SUBLAYER_MPSSVC_WF</subLayerKey><displayData><name>WFP Built-in MPSSVC Windows Firewall Sublayer</name><description/></displayData>',
  ),
];

function filterXml(
  { id, name, layer, action, provider, subLayer, origin }: Filter,
  origins: readonly string[],
): string {
  const hasOrigin = origin !== undefined && origins.includes(origin);
  const flags = hasOrigin ? '<flags numItems="1"><item>FWPM_FILTER_FLAG_HAS_FILTER_ORIGIN</item></flags>' : '<flags/>';
  const context = hasOrigin
    ? `<providerContextKey>${contextKey(origins, origin)}</providerContextKey>`
    : '<rawContext>0</rawContext>';
  return item(
    `<filterKey>{00000000-0000-4000-8000-${String(id).padStart(12, '0')}}</filterKey><displayData><name>${name}</name><description/></displayData>${flags}<providerKey>${provider}</providerKey><layerKey>${layer}</layerKey><subLayerKey>${subLayer}</subLayerKey><filterCondition numItems="1"><item><fieldKey>FWPM_CONDITION_FLAGS</fieldKey><matchType>FWP_MATCH_FLAGS_NONE_SET</matchType></item></filterCondition><action><type>${action}</type><filterType/></action>${context}<filterId>${id}</filterId>`,
  );
}

function contextKey(origins: readonly string[], origin: string): string {
  return `{00000000-0000-4000-9000-${String(origins.indexOf(origin) + 1).padStart(12, '0')}}`;
}

/** UTF-16LE with a NUL at the end, as hex. */
function hexOf(text: string): string {
  return Buffer.from(`${text}\0`, 'utf16le').toString('hex');
}

function item(content: string): string {
  return `<item>${content}</item>`;
}

function list(name: string, items: readonly string[]): string {
  return items.length === 0 ? `<${name}/>` : `<${name} numItems="${items.length}">${items.join('')}</${name}>`;
}

/** One element per line with tabs, as Windows writes it. */
function indented(xml: string): string {
  let depth = 0;
  const lines = xml
    .replace(/>(?=<)/g, '>\n')
    .split('\n')
    .map((line) => {
      if (line.startsWith('</')) depth--;
      const text = '\t'.repeat(Math.max(0, depth)) + line;
      if (/^<[^/?][^>]*[^/]>$/.test(line) && !line.includes('</')) depth++;
      return text;
    });
  return `${lines.join('\n')}\n`;
}
