import type { Nanoseconds } from '../../base/time.js';
import type { TcpEvent } from '../../events/tcp.js';
import type { RetransmissionKind } from '../conversation.js';
import type { HandshakeStory } from './handshake-story.js';
import type { Stamp } from './moment.js';
import { ResendLog } from './resend-log.js';
import { ONE_SEND, RetransmissionStory } from './retransmission-story.js';
import type { LineText, StatedBudgets } from './stated-budgets.js';
import { StatedEpisodes } from './stated-episodes.js';

/** What one connection lost and sent again: reads the figures of the events for the stories of retransmissions and episodes. */
export class LossAccount {
  readonly resends: ResendLog;
  readonly episodes = new StatedEpisodes();
  readonly story: RetransmissionStory;
  readonly #handshake: HandshakeStory;
  #lastSyn: Nanoseconds | null = null;
  #dsacks = 0;

  constructor(budgets: StatedBudgets, handshake: HandshakeStory) {
    this.#handshake = handshake;
    this.resends = new ResendLog(budgets.resends);
    this.story = new RetransmissionStory(this.resends, this.episodes, ({ at }) => budgets.onRetransmission(at));
  }

  /** A segment left TCP (1332). */
  segment(event: TcpEvent, text: LineText): void {
    const { sequence = null, bytes = 0, sndMax = 0, sndUna = 0 } = event.figures;
    // 0 stands for "not known" in both.
    if (sndUna !== 0) this.#acknowledged(event, sndUna);
    this.episodes.sign(event);
    this.story.segment(event, sequence, bytes, sndMax === 0 ? null : sndMax, text);
  }

  /** `isRunning`: the handshake is over, so a timeout is one of data. */
  retransmit(event: TcpEvent & { readonly what: 'retransmit' }, isRunning: boolean, text: LineText): void {
    const { figures } = event;
    const { story } = this;
    const round = figures.round ?? figures.count ?? 0;
    if (figures.sndMax !== undefined && figures.sndMax !== 0) story.highest ??= figures.sndMax;
    const { sequence = null, sequenceEnd } = figures;
    const range = sequence !== null && sequenceEnd !== undefined ? (sequenceEnd - sequence) >>> 0 : 0;
    const line = (first: number | null, bytes: number) => ({ source: event, sequence: first, bytes });
    const isSyn = event.how === 'syn' || (this.#handshake.isOpen && !isRunning);
    switch (event.step) {
      case 'round':
        return isSyn
          ? this.#syn(event, round, text)
          : story.mechanism(line(figures.sndUna ?? null, 0), 'rto', round, text);
      case 'repeat':
        return isSyn ? this.#syn(event, round, text) : story.repeat(line(null, 0), 'rto', round, text);
      case 'probe':
        // A probe may carry data that was never sent: then it is no retransmission (RFC 8985 7.3).
        if (sequence !== null && sequence === figures.sndMax) return;
        return story.mechanism(line(sequence, range || (figures.bytes ?? 0)), 'tlp', 0, text);
      case 'sent':
        return story.mechanism(line(null, figures.bytes ?? 0), sentKind(event.how), 0, text);
      case 'entered':
        return story.enteredRecovery(event.at);
      case 'marked':
        return story.mark(line(sequence, range), text);
      case 'timer-fired':
        return event.how === 'rack' ? story.rackFired(event.at) : undefined;
      default:
        return;
    }
  }

  congestion(event: TcpEvent & { readonly what: 'congestion' }): void {
    const { figures } = event;
    switch (event.step) {
      case 'cumulative-ack': {
        const acknowledged = figures.acknowledgement ?? figures.sequence ?? figures.sndUna;
        if (acknowledged !== undefined) this.#acknowledged(event, acknowledged);
        return this.episodes.sign(event);
      }
      case 'spurious':
        return this.story.wasSpurious(true);
      case 'recovery-entered':
      case 'sack-entered':
        return this.story.enteredRecovery(event.at);
      case 'recovery-left':
      case 'sack-left':
        this.story.leftRecovery();
        return this.episodes.recovered(event);
      case 'sack':
        return this.#sack(event);
      default:
        return;
    }
  }

  /** Whether `DSackCount` is of this acknowledgement or of all so far is not documented: only a rise counts. */
  #sack(event: TcpEvent): void {
    const { sndUna, acknowledgement = sndUna, dsackCount = 0 } = event.figures;
    if (acknowledgement !== undefined) this.#acknowledged(event, acknowledgement);
    if (dsackCount > this.#dsacks) this.story.wasSpurious(false);
    this.#dsacks = dsackCount;
  }

  /** 1186 and a timeout round may tell of the same copy: the handshake counts moments. */
  #syn(event: TcpEvent, round: number, text: LineText): void {
    if (this.#lastSyn !== null && event.at - this.#lastSyn <= ONE_SEND) return;
    this.#lastSyn = event.at;
    this.story.repeat({ source: event, sequence: null, bytes: 0 }, 'syn', round, text);
    this.#handshake.synAgain(event.at);
  }

  #acknowledged(event: Stamp, sequence: number): void {
    this.story.acknowledged(sequence);
    this.episodes.acknowledged(event, sequence);
  }
}

function sentKind(how: TcpEvent['how']): RetransmissionKind {
  return how === null || how === 'rto' || how === 'syn' || how === 'tlp' ? 'fast' : how;
}
