import { adapterStatistics } from './adapter-statistics/index.js';
import { ipconfig } from './ipconfig/index.js';
import { netstat } from './netstat/index.js';
import { netstatStatistics } from './netstat-statistics/index.js';
import { pktmonComponents } from './pktmon-components/index.js';
import { pktmonComponentsJson } from './pktmon-components/json.js';
import { securityCsv } from './security-5152/csv.js';
import { securityJson } from './security-5152/json.js';
import { securityText } from './security-5152/text.js';
import { securityXml } from './security-5152/xml.js';
import type { SideFormat } from './side-format.js';
import { tasklist } from './tasklist/index.js';
import { tcpGlobal } from './tcp-global/index.js';
import { wfpFilters } from './wfp-filters/index.js';
import { wfpNetEvents } from './wfp-netevents/index.js';
import { wfpState } from './wfp-state/index.js';

/**
 * Every file beside a trace that this program reads. The order is total: a document is of the first kind that knows it,
 * and a line of text belongs to the first that takes it.
 */
export const sideFormats: readonly SideFormat[] = [
  wfpState,
  wfpFilters,
  wfpNetEvents,
  securityXml,
  pktmonComponentsJson,
  securityJson,
  securityCsv,
  netstat,
  netstatStatistics,
  adapterStatistics,
  tcpGlobal,
  ipconfig,
  tasklist,
  pktmonComponents,
  securityText,
];
