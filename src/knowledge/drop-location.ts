import type { Category } from './category.js';
import { hexCode } from './code-number.js';
import type { DropReason } from './drop-reason.js';
import { lazy } from '../base/lazy.js';
import { lazyTable } from './lazy-table.js';

/** The place in the code that dropped a packet (`DropLocation 0xE000460A`). */
export interface DropLocation {
  readonly code: number;
  /** As printed: `0xE000460A`. */
  readonly hex: string;
  /** `PMLOC_TCPIP_TL_RCV_UDP_RECEIVE1`; null when no list names it. */
  readonly symbol: string | null;
  /** Short name of the driver or part: `TCPIP`, `VMSwitch`. */
  readonly component: string;
  /** Layer for people: `TCP (tcpip.sys, transport layer)`. */
  readonly layer: string;
  readonly meaning: string;
  /** Direction of the code path as the symbol tells it. */
  readonly path: 'rx' | 'tx' | 'fwd' | null;
  /** Reason codes it was seen with, in words; null when never seen in a log. */
  readonly seen: string | null;
  /** Kind of cause that belongs to this place when the reason itself is not known. */
  readonly category: Category;
  readonly origin: 'table' | 'band' | 'vendor';
}

/** A record of `data/drop-locations.json`; `data/README.md` explains the keys. */
interface LocationRow {
  readonly code: string;
  readonly symbol: string | null;
  readonly meaning: string;
  readonly path?: 'rx' | 'tx' | 'fwd';
  readonly seen?: string;
  readonly category?: Category;
}

interface Band {
  /** Leading hexadecimal digits of the codes. */
  readonly digits: string;
  readonly component: string;
  readonly layer: string;
  readonly category: Category;
}

/** Windows numbers its places in bands; the longest prefix comes first. */
const BANDS: readonly Band[] = [
  band('E00040', 'TCPIP', 'Ethernet framing (tcpip.sys)', 'invalid-packet'),
  band('E00041', 'TCPIP', 'IP, ICMP, ARP (tcpip.sys, network layer)', 'unknown'),
  band('E00042', 'TCPIP', 'IP, ICMP, ARP (tcpip.sys, network layer)', 'unknown'),
  band('E00045', 'TCPIP', 'TCP (tcpip.sys, transport layer)', 'unknown'),
  band('E00046', 'TCPIP', 'UDP (tcpip.sys, transport layer)', 'unknown'),
  band('E00047', 'TCPIP', 'Raw sockets (tcpip.sys, transport layer)', 'unknown'),
  band('E0001', 'NDIS', 'NDIS (between adapter driver, filters and protocols)', 'adapter-state'),
  band('E0002', 'VMSwitch', 'Hyper-V virtual switch (vmswitch.sys)', 'virtual-switch-config'),
  band('E0003', 'NetVsc', 'Hyper-V guest adapter (netvsc.sys)', 'adapter-state'),
  band('E0004', 'TCPIP', 'TCP/IP (tcpip.sys)', 'unknown'),
  band('E0005', 'HTTP', 'HTTP server driver (http.sys)', 'application'),
  band('E0006', 'VFP', 'Virtual Filtering Platform (vfpext.sys)', 'local-policy'),
  band('E0007', 'SlbMux', 'Software load balancer MUX', 'virtual-switch-config'),
  band('E0008', 'IPsec', 'IPsec', 'local-policy'),
  band('E0009', 'NetCx', 'NetAdapterCx driver framework', 'adapter-state'),
  band('E000', 'Windows', 'Windows component newer than this list', 'unknown'),
];
const VENDOR = band('', 'Vendor', 'Third-party driver', 'unknown');

const rows = lazyTable<LocationRow>('drop-locations');

const byCode = lazy(() => new Map(rows().map((row) => [Number.parseInt(row.code, 16), locationOf(row)])));

/** Finds a place by its number; an unknown one has the layer of its band, and outside of all bands it is a vendor's. */
export function findDropLocation(code: number): DropLocation {
  const unsigned = code >>> 0;
  return byCode().get(unsigned) ?? unnamed(unsigned);
}

/** All places of the table, as listed. */
export function allDropLocations(): readonly DropLocation[] {
  return [...byCode().values()];
}

/** Category of a drop: that of its reason or, when the reason is not known, the one that belongs to the place. */
export function categoryOfDrop(reason: DropReason, location: number | null): Category {
  if (reason.category !== 'unknown' || location === null) return reason.category;
  return findDropLocation(location).category;
}

function locationOf(row: LocationRow): DropLocation {
  const code = Number.parseInt(row.code, 16);
  const { component, layer, category } = bandOf(code);
  return {
    code,
    hex: hexCode(code),
    symbol: row.symbol,
    component,
    layer,
    meaning: row.meaning,
    path: row.path ?? null,
    seen: row.seen ?? null,
    category: row.category ?? category,
    origin: 'table',
  };
}

function unnamed(code: number): DropLocation {
  const { component, layer, category } = bandOf(code);
  const isVendor = component === VENDOR.component;
  const meaning = isVendor
    ? 'a place in a driver that is not from Microsoft'
    : 'a place that is in no list: a newer Windows';
  const origin = isVendor ? 'vendor' : 'band';
  return {
    code,
    hex: hexCode(code),
    symbol: null,
    component,
    layer,
    meaning,
    path: null,
    seen: null,
    category,
    origin,
  };
}

function bandOf(code: number): Band {
  const digits = hexCode(code).slice(2);
  return BANDS.find((one) => digits.startsWith(one.digits)) ?? VENDOR;
}

function band(digits: string, component: string, layer: string, category: Category): Band {
  return { digits, component, layer, category };
}
