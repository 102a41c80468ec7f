import type { TcpEvent } from '../../events/tcp.js';

/** Lines that open the life of a connection. One connect gives several of them. */
export type Birth = 'requested' | 'accepted' | 'inserted' | 'syn-sent' | 'syn-received' | 'rundown';

/**
 * True for what happens in the middle of a connection, which is nearly everything: neither a birth nor a death, and nothing
 * that a handshake or an end is told by.
 */
export function isMidLife({ what, step }: TcpEvent): boolean {
  switch (what) {
    case 'send':
    case 'timer':
    case 'rtt':
    case 'congestion':
    case 'retransmit':
    case 'window':
      return true;
    case 'receive':
      return step !== 'fin';
    default:
      return false;
  }
}

/**
 * What kind of birth a line is, null for all others.
 *
 * `TCP: Tcb 0xFFFFA98C1E2D4050 (local=0.0.0.0 remote=198.51.100.27:443) requested to connect.`
 * `TCP: connection 0xFFFFA98C1E2D4050 transition from ClosedState to SynSentState, SndNxt = 0.`
 */
export function birthOf(event: TcpEvent): Birth | null {
  switch (event.what) {
    case 'connect':
      return event.step === 'requested' ? 'requested' : null;
    case 'accept':
      return event.step === 'completed' ? 'accepted' : null;
    case 'tuple':
      return event.step === 'inserted' ? 'inserted' : null;
    case 'rundown':
      return 'rundown';
    case 'state':
      if (event.state === 'SynSentState') return 'syn-sent';
      return event.state === 'SynRcvdState' && event.oldState !== 'SynSentState' ? 'syn-received' : null;
    default:
      return null;
  }
}

/**
 * True when the kernel frees the connection with or right after this line. `shutdown initiated` (1044) is none: it is printed
 * for every teardown. After TIME-WAIT begins, a smaller object holds the ports and the pointer may be free already.
 */
export function isDeath(event: TcpEvent): boolean {
  switch (event.what) {
    case 'state':
      return event.state === 'ClosedState' || event.state === 'TimeWaitState';
    case 'tuple':
      return event.step === 'removed';
    case 'timeout':
      return true;
    case 'rst':
      return event.step !== 'sent' && event.step !== 'challenged';
    case 'abort':
      return event.step === 'system' || event.step === 'nsi';
    case 'connect':
      return event.step === 'failed';
    default:
      return false;
  }
}

/** True when only a living connection can do this: after its death the pointer must belong to another one. */
export function provesLife(event: TcpEvent): boolean {
  switch (event.what) {
    case 'send':
      return event.step === 'segment' && (event.figures.bytes ?? 0) > 0;
    case 'receive':
      return event.step === 'segment' && (event.figures.bytes ?? 0) > 0;
    case 'retransmit':
      return event.step === 'round' || event.step === 'probe' || event.step === 'sent';
    case 'congestion':
      return event.step === 'cumulative-ack';
    case 'connect':
      return event.step === 'proceeding' || event.step === 'completed';
    default:
      return false;
  }
}

/** Lines that name a pointer without being about the connection behind it. */
export function isAboutAnother(event: TcpEvent): boolean {
  // `listener … accept failed: connection insertion. Duplicate TCB = …` names the connection that was there before, and
  // 1480 repeats failures of the past. A listener's pointer is in another table.
  return event.what === 'accept'
    ? event.step !== 'completed'
    : event.what === 'connect' && event.step === 'failed-earlier';
}
