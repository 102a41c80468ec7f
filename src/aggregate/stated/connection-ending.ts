import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText } from '../../events/evidence.js';
import type { StatusCode } from '../../events/stack.js';
import type { TcpEvent } from '../../events/tcp.js';
import type { ConversationEnd, Handshake } from '../conversation.js';
import { sentReset } from './sent-reset.js';
import { reasonWords, STATUS_IO_TIMEOUT, statusWords } from './status-words.js';

const MAXIMUM_EVIDENCE = 6;

type By = 'local' | 'remote';

/** Something that ends a connection at once. */
interface Blow {
  readonly how: ConversationEnd['how'];
  readonly by: By;
  readonly at: Nanoseconds;
  resetClass: string | null;
  status: string | null;
}

/** Timeouts that end a connection, other than lost data: how the end is called, and its class. */
const TIMEOUT_CLASS = {
  'keep-alive': 'keep-alive-timeout',
  disconnect: 'disconnect-timeout',
  'zero-window': 'zero-window-timeout',
} as const;
const ABORT_CLASS = {
  issued: 'application-abort',
  completed: 'application-abort',
  system: 'system-abort',
  nsi: 'administrative-abort',
} as const;

/**
 * How a connection ended and who ended it. One end prints many lines (abort issued, RST sent, shutdown initiated, closed): the
 * first decisive one counts, and a retransmission limit outranks the RST that follows from it.
 */
export class ConnectionEnding {
  #blow: Blow | null = null;
  #finBy: By | null = null;
  #finAt: Nanoseconds | null = null;
  #hasBothFins = false;
  #isClosed = false;
  #closeIssuedAt: Nanoseconds | null = null;
  #shutdown: StatusCode | null = null;
  #shutdownAt: Nanoseconds | null = null;
  readonly #evidence: EvidenceText[] = [];

  /** True when the line is part of the end and worth keeping. */
  add(event: TcpEvent): boolean {
    switch (event.what) {
      case 'timeout':
        return this.#timeout(event);
      case 'rst':
        return this.#reset(event);
      case 'abort':
        return this.#strike('abort', 'local', event, ABORT_CLASS[event.step], reasonWords(event.reason));
      case 'receive':
        return event.step === 'fin' ? this.#fin('remote', event.at) : false;
      case 'state':
        return this.#state(event);
      case 'close':
        return this.#close(event);
      case 'tuple':
        if (event.step === 'removed') this.#isClosed = true;
        return false;
      default:
        return false;
    }
  }

  keep(evidence: EvidenceText | null): void {
    if (evidence !== null && this.#evidence.length < MAXIMUM_EVIDENCE) this.#evidence.push(evidence);
  }

  /** Null when the attempt to connect failed for another cause than a refusal, or when the end was not stated. */
  finish(handshake: Handshake | null, isDead: boolean): ConversationEnd | null {
    const words = statusWords(this.#shutdown);
    const blow = this.#blow;
    if (handshake?.outcome === 'refused')
      return this.#end('refused', handshake.initiator === 'remote' ? 'local' : 'remote', null, null, handshake.status);
    if (handshake !== null && handshake.outcome !== 'established' && handshake.outcome !== 'not-captured') return null;
    if (blow?.how === 'retransmission-limit' || this.#shutdown?.code === STATUS_IO_TIMEOUT) {
      const isStated = blow?.how === 'retransmission-limit' || blow === null || blow.resetClass === 'application-abort';
      if (isStated)
        return this.#end(
          'retransmission-limit',
          'local',
          blow?.at ?? this.#shutdownAt,
          'retransmission-limit',
          words ?? blow?.status ?? null,
        );
    }
    // A RST behind both FINs is an impatient close, not the reason of the end.
    if (blow !== null && !(this.#hasBothFins && blow.how !== 'abort'))
      return this.#end(blow.how, blow.by, blow.at, blow.resetClass, words ?? blow.status);
    if (this.#finBy !== null) return this.#end('fin', this.#finBy, this.#finAt, null, words);
    if (this.#closeIssuedAt !== null) return this.#end('fin', 'local', this.#closeIssuedAt, null, words);
    if (!isDead && !this.#isClosed) return this.#end('open', null, null, null, null);
    return null;
  }

  #timeout(event: TcpEvent & { readonly what: 'timeout' }): boolean {
    switch (event.step) {
      case 'retransmission':
        this.#blow = {
          how: 'retransmission-limit',
          by: 'local',
          at: event.at,
          resetClass: 'retransmission-limit',
          status: 'retransmission timeout expired',
        };
        return true;
      case 'keep-alive':
      case 'disconnect':
      case 'zero-window':
        return this.#strike('abort', 'local', event, TIMEOUT_CLASS[event.step], `${event.step} timeout expired`);
      case 'fin-wait-2':
        // Normal aging: this end closed, the other one never did.
        return this.#fin('local', event.at);
      case 'connect':
        return false;
    }
  }

  #reset(event: TcpEvent & { readonly what: 'rst' }): boolean {
    switch (event.step) {
      case 'received':
        return this.#strike('rst', 'remote', event, this.#finBy === null ? null : 'after-fin', null);
      case 'received-syn':
        return this.#strike('abort', 'remote', event, 'unknown-connection', 'received SYN');
      case 'sent':
        return this.#sentReset(event);
      case 'received-connecting':
      case 'challenged':
        return false;
    }
  }

  #sentReset(event: TcpEvent): boolean {
    const words = reasonWords(event.reason);
    const { how, resetClass } = sentReset(words);
    return this.#strike(how, 'local', event, resetClass, words);
  }

  #strike(how: 'rst' | 'abort', by: By, event: TcpEvent, resetClass: string | null, status: string | null): boolean {
    if (this.#blow !== null) {
      // The abort says that there was one, the RST behind it why.
      this.#blow.status ??= status;
      return false;
    }
    this.#blow = { how, by, at: event.at, resetClass, status };
    return true;
  }

  #state(event: TcpEvent): boolean {
    switch (event.state) {
      case 'CloseWaitState':
        return this.#fin('remote', event.at);
      case 'FinWait1State':
        return this.#fin('local', event.at);
      case 'LastAckState':
        this.#hasBothFins = true;
        return false;
      case 'ClosingState':
      case 'TimeWaitState':
        this.#hasBothFins = true;
        this.#isClosed = true;
        return this.#fin('local', event.at);
      case 'ClosedState':
        this.#isClosed = true;
        return false;
      default:
        return false;
    }
  }

  #close(event: TcpEvent & { readonly what: 'close' }): boolean {
    if (event.step === 'shutdown') {
      this.#shutdown ??= event.status;
      this.#shutdownAt ??= event.at;
      return statusWords(event.status) !== null;
    }
    if (event.step === 'issued') this.#closeIssuedAt ??= event.at;
    return event.step === 'issued';
  }

  #fin(by: By, at: Nanoseconds): boolean {
    if (this.#finBy !== null) {
      if (this.#finBy !== by) this.#hasBothFins = true;
      return false;
    }
    this.#finBy = by;
    this.#finAt = at;
    return true;
  }

  #end(
    how: ConversationEnd['how'],
    by: By | null,
    at: Nanoseconds | null,
    resetClass: string | null,
    status: string | null,
  ): ConversationEnd {
    return { how, by, resetClass, status, at, evidence: this.#evidence };
  }
}
