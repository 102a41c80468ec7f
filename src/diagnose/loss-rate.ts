import type { ConnectionView } from './connection-view.js';
import { lostBeyondThisHost } from './conversation-facts.js';
import type { Severity } from './diagnosis.js';
import { affectedByConnections } from './finding.js';
import { largest } from './largest.js';

/** Below this number of segments a share says nothing. */
export const ENOUGH_SEGMENTS = 100;
/** Common practice: up to 0.1 % is the signal that congestion control needs, above 1 % users notice. */
export const LOOK_ABOVE_SHARE = 0.001;
export const BAD_ABOVE_SHARE = 0.01;
/** Timeouts stop a transfer for 300 ms and more each; three a minute are felt. */
export const BAD_FROM_TIMEOUTS_PER_MINUTE = 3;
/** Of too few segments for a share: fewer losses than this are chance. */
export const ENOUGH_LOSSES = 3;
/** How much was lost, and how bad that is. */
export interface Loss {
  readonly lost: number;
  readonly segments: number;
  readonly share: number;
  readonly timeouts: number;
  readonly severity: Severity;
  /** Enough segments for a share. */
  readonly isMeasured: boolean;
}

/** Retransmissions of the hit connections, measured against everything sent to and from the same peers. */
export function lossOf(hit: readonly ConnectionView[], all: readonly ConnectionView[]): Loss {
  const lost = hit.reduce((sum, view) => sum + lostBeyondThisHost(view), 0);
  const segments = all.reduce((sum, { sources }) => sum + segmentsOf(sources), 0);
  const timeouts = hit.reduce((sum, { retransmits }) => sum + (retransmits?.rto ?? 0), 0);
  const minutes = Math.max(1, spanMs(hit) / 60_000);
  const share = segments === 0 ? 0 : lost / segments;
  const isMeasured = segments >= ENOUGH_SEGMENTS;
  return {
    lost,
    segments,
    share,
    timeouts,
    isMeasured,
    severity: severityOf(lost, share, timeouts / minutes, isMeasured),
  };
}

function severityOf(lost: number, share: number, timeoutsPerMinute: number, isMeasured: boolean): Severity {
  if (lost < ENOUGH_LOSSES) return 'info';
  if (!isMeasured) return 'suspect';
  if (share > BAD_ABOVE_SHARE) return 'fault';
  if (timeoutsPerMinute >= BAD_FROM_TIMEOUTS_PER_MINUTE || share > LOOK_ABOVE_SHARE) return 'suspect';
  return 'info';
}

function segmentsOf(sources: ConnectionView['sources']): number {
  return largest(sources.map(({ sent, received }) => (sent?.segments ?? 0) + (received?.segments ?? 0)));
}

function spanMs(views: readonly ConnectionView[]): number {
  const affected = affectedByConnections(
    views,
    () => 0,
    () => [],
  );
  return affected.firstTime === null || affected.lastTime === null
    ? 0
    : Number(affected.lastTime - affected.firstTime) / 1e6;
}
