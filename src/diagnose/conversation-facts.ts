import type { Case } from '../aggregate/case.js';
import type { ConnectionView } from './connection-view.js';

const NANOSECONDS_PER_MILLISECOND = 1_000_000;

/** Retransmissions that the network is to blame for: needed, no drop on this host, and no copies of a SYN. */
export function lostBeyondThisHost({ retransmits }: ConnectionView): number {
  if (retransmits === null) return 0;
  const { events, syn, spurious, droppedHere } = retransmits;
  return Math.max(0, events - syn - spurious - droppedHere);
}

/** True for an open or once open connection: its handshake succeeded or lies before the capture. */
export function wasOpen({ handshake }: ConnectionView): boolean {
  return handshake === null || handshake.outcome === 'established' || handshake.outcome === 'not-captured';
}

/** Milliseconds from the last packet of a connection to the end of the capture; a late start proves nothing. */
export function msUntilCaptureEnd({ connection }: ConnectionView, { inputs }: Case): number {
  const last = inputs.reduce<bigint | null>(
    (latest, { lastTime }) => (lastTime !== null && (latest === null || lastTime > latest) ? lastTime : latest),
    null,
  );
  if (last === null) return 0;
  return Number(last - connection.lastTime) / NANOSECONDS_PER_MILLISECOND;
}

/** Longest silence of a connection, and how long after it the connection ended; null when it never was silent or did not end. */
export function idleBeforeEnd({
  sources,
  end,
  connection,
}: ConnectionView): { idleMs: number; untilEndMs: number } | null {
  const idle = sources.map(({ longestIdle }) => longestIdle).find((one) => one !== null);
  const at = end?.at ?? connection.lastTime;
  if (idle === undefined || idle === null) return null;
  const over = idle.from + BigInt(Math.round(idle.ms)) * BigInt(NANOSECONDS_PER_MILLISECOND);
  const untilEndMs = Number(at - over) / NANOSECONDS_PER_MILLISECOND;
  // Times are rounded to milliseconds on the way here.
  return untilEndMs < -1 ? null : { idleMs: idle.ms, untilEndMs: Math.max(0, untilEndMs) };
}

/** An ICMP error for its SYN is among the packets, so somebody beyond this host sent it. */
export function isIcmpSeen({ connection }: ConnectionView): boolean {
  return connection.observed?.handshake?.outcome === 'unreachable';
}

/** A connect that failed without an ICMP error: what the status says is about this host. */
export function isUnsent(view: ConnectionView): boolean {
  const { handshake } = view;
  return handshake?.outcome === 'failed' || (handshake?.outcome === 'unreachable' && !isIcmpSeen(view));
}

/** Packets were captured and none of them came in (or went out): silence proves little then. */
export function isOneWay(views: readonly ConnectionView[], way: 'packetsIn' | 'packetsOut'): boolean {
  return (
    views.some(({ connection }) => connection.observed !== null) &&
    views.every(({ connection }) => connection[way] === 0)
  );
}

/** Lines that show how the connection began and ended. */
export function lifeEvidence({ handshake, end }: ConnectionView) {
  return [...(end?.evidence ?? []), ...(handshake?.evidence ?? [])];
}

/** Lines of the retransmissions that were kept, those that waited longest first. */
export function retransmissionEvidence({ sources, end }: ConnectionView) {
  const kept = sources.flatMap(({ retransmissions }) => retransmissions).filter(({ kind }) => kind !== 'syn');
  const worst = kept.toSorted((x, y) => (y.afterMs ?? 0) - (x.afterMs ?? 0)).map(({ evidence }) => evidence);
  return [...worst, ...(end?.evidence ?? [])];
}

/** `process 4711`, as far as the trace names one; empty otherwise. */
export function processWords(views: readonly ConnectionView[]): string {
  const pids = [
    ...new Set(views.flatMap(({ connection, sources }) => [...connection.pids, ...sources.flatMap((one) => one.pids)])),
  ];
  if (pids.length === 0) return '';
  return `${pids.length === 1 ? 'process' : 'processes'} ${pids.slice(0, 3).join(', ')}${pids.length > 3 ? ', …' : ''}`;
}

/** How to find the program behind the local ends. */
export function processSteps(views: readonly ConnectionView[]): string[] {
  const [pid] = views.flatMap(({ connection, sources }) => [...connection.pids, ...sources.flatMap((one) => one.pids)]);
  if (pid !== undefined && Number.isInteger(pid)) {
    return [
      `Get-Process -Id ${pid} | Format-List Id,ProcessName,Path,StartTime   (process ids are reused: compare the start time)`,
    ];
  }
  return ['netstat -anob   (on this host, while it happens: which program owns the local port?)'];
}
