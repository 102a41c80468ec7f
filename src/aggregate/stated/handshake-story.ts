import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText } from '../../events/evidence.js';
import type { TcpEvent } from '../../events/tcp.js';
import type { Handshake } from '../conversation.js';
import { synPattern } from '../observed/syn-pattern.js';
import { elapsedMs } from './elapsed-ms.js';
import { STATUS_CONNECTION_REFUSED, STATUS_IO_TIMEOUT, statusWords, UNREACHABLE_STATUSES } from './status-words.js';

/** Copies of a SYN remembered one by one; Windows sends 8 at most. */
const MAXIMUM_COPIES = 32;
const MAXIMUM_EVIDENCE = 6;

/**
 * How a connection began. Up to five lines tell of one failed attempt, so nothing is counted by line: the first answer stays.
 *
 * `TCP: connection 0xFFFFA98C1E2D4050 (local=192.0.2.5:50123 remote=198.51.100.27:443) connect attempt failed with status = 0xC00000B5(NT=Device Timeout).`
 */
export class HandshakeStory {
  initiator: Handshake['initiator'] = null;
  #requestedAt: Nanoseconds | null = null;
  #synAt: Nanoseconds | null = null;
  #endedAt: Nanoseconds | null = null;
  #outcome: Handshake['outcome'] | null = null;
  #status: string | null = null;
  readonly #copies: Nanoseconds[] = [];
  readonly #evidence: EvidenceText[] = [];

  get isSeen(): boolean {
    return this.#requestedAt !== null || this.#synAt !== null || this.#copies.length > 0;
  }

  get outcome(): Handshake['outcome'] | null {
    return this.#outcome;
  }

  /** True until it is known how the attempt ended. */
  get isOpen(): boolean {
    return this.isSeen && this.#outcome === null;
  }

  /** True when this line is part of the story and worth keeping. */
  add(event: TcpEvent): boolean {
    switch (event.what) {
      case 'connect':
        return this.#connect(event);
      case 'accept':
        this.#begin('remote', event.at, false);
        return this.#end('established', event, null);
      case 'state':
        return this.#state(event);
      case 'timeout':
        return event.step === 'connect' ? this.#end('unanswered', event, null) : false;
      case 'rst':
        return event.step === 'received-connecting' ? this.#end('refused', event, null) : false;
      default:
        return false;
    }
  }

  /** One more SYN, or SYN-ACK of the passive side. */
  synAgain(at: Nanoseconds): void {
    if (this.#copies.length < MAXIMUM_COPIES) this.#copies.push(at);
  }

  keep(evidence: EvidenceText | null): void {
    if (evidence !== null && this.#evidence.length < MAXIMUM_EVIDENCE) this.#evidence.push(evidence);
  }

  /** `lastTime`: the last line of the connection. */
  finish(lastTime: Nanoseconds): Handshake | null {
    const outcome = this.#outcome ?? this.#unfinished();
    if (outcome === null) return null;
    const begin = this.#synAt ?? this.#requestedAt;
    const first = this.#copies[0];
    const synOffsets = begin === null ? [] : this.#copies.map((at) => seconds(begin, at));
    const silent = first === undefined ? null : seconds(this.#copies.at(-1) ?? first, this.#endedAt ?? lastTime);
    return {
      initiator: this.initiator,
      outcome,
      ms: begin === null || this.#endedAt === null ? null : elapsedMs(begin, this.#endedAt),
      synOffsets,
      pattern: synPattern(synOffsets, outcome === 'refused', outcome === 'established' ? null : silent),
      status: this.#status,
      evidence: this.#evidence,
    };
  }

  /** The trace ended before the attempt did. */
  #unfinished(): Handshake['outcome'] | null {
    if (!this.isSeen) return null;
    if (this.initiator === 'remote') return 'half-open';
    return this.#copies.length > 0 ? 'unanswered' : 'not-captured';
  }

  #connect(event: TcpEvent & { readonly what: 'connect' }): boolean {
    switch (event.step) {
      case 'requested':
      case 'proceeding':
      case 'deferred':
        return this.#begin('local', event.at, false);
      case 'syn':
        return this.#begin('local', event.at, true);
      case 'completed':
        this.#begin('local', event.at, false);
        return this.#end('established', event, null);
      case 'refused-locally':
        this.#begin('local', event.at, false);
        return this.#end(outcomeOf(event.status?.code ?? null), event, statusWords(event.status));
      case 'failed':
        this.#begin('local', event.at, false);
        return this.#failed(event);
      default:
        return false;
    }
  }

  /** 1034 comes after the line that says why: it adds the status. */
  #failed(event: TcpEvent): boolean {
    const words = statusWords(event.status);
    if (this.#outcome === null) return this.#end(outcomeOf(event.status?.code ?? null), event, words);
    if (this.#outcome === 'established') return false;
    this.#status ??= words;
    return true;
  }

  #state(event: TcpEvent): boolean {
    if (event.state === 'SynSentState') return this.#begin('local', event.at, true);
    if (event.state === 'SynRcvdState')
      return this.#begin(event.oldState === 'SynSentState' ? 'local' : 'remote', event.at, true);
    if (event.state === 'EstablishedState' && this.isSeen) return this.#end('established', event, null);
    return false;
  }

  #begin(initiator: 'local' | 'remote', at: Nanoseconds, isSyn: boolean): boolean {
    const isFirst = !this.isSeen;
    // `accept completed` comes last and may be all there is of a passive connection.
    if (this.#outcome !== null) return false;
    this.initiator ??= initiator;
    this.#requestedAt ??= at;
    if (isSyn) this.#synAt ??= at;
    return isFirst;
  }

  #end(outcome: Handshake['outcome'], event: TcpEvent, status: string | null): boolean {
    if (this.#outcome !== null) {
      if (this.#outcome !== 'established') this.#status ??= status;
      return false;
    }
    this.#outcome = outcome;
    this.#endedAt = event.at;
    this.#status = status;
    return true;
  }
}

function outcomeOf(code: number | null): Handshake['outcome'] {
  if (code === STATUS_CONNECTION_REFUSED) return 'refused';
  if (code === STATUS_IO_TIMEOUT) return 'unanswered';
  return code !== null && UNREACHABLE_STATUSES.includes(code) ? 'unreachable' : 'failed';
}

function seconds(from: Nanoseconds, to: Nanoseconds): number {
  return Math.round(elapsedMs(from, to)) / 1000;
}
