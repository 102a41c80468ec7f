import type { TcpEvent } from '../../events/tcp.js';

/**
 * Which kinds of events the capture holds at all. Windows writes timers, RTT samples and the send tracker only at level 5
 * (Verbose), sends and acknowledgements at level 4: what a level leaves out did not necessarily not happen.
 */
export class CaptureLevel {
  #hasVerbose = false;
  #hasSends = false;
  #hasAcknowledgements = false;
  #hasRttSamples = false;
  #hasReceives = false;
  #events = 0;

  get hasSends(): boolean {
    return this.#hasSends;
  }

  get hasRttSamples(): boolean {
    return this.#hasRttSamples;
  }

  add(event: TcpEvent): void {
    this.#events++;
    switch (event.what) {
      case 'timer':
      case 'tuple':
        this.#hasVerbose = true;
        return;
      case 'send':
        if (event.step === 'segment') this.#hasSends = true;
        if (event.step === 'tracked' || event.step === 'tracked-acked' || event.step === 'transmitted')
          this.#hasVerbose = true;
        return;
      case 'retransmit':
        if (event.step === 'marked' || event.step === 'lost') this.#hasVerbose = true;
        return;
      case 'receive':
        if (event.step === 'segment') this.#hasReceives = true;
        return;
      case 'rtt':
        if (event.step === 'sample') this.#hasVerbose = this.#hasRttSamples = true;
        return;
      case 'congestion':
        if (event.step === 'cumulative-ack') this.#hasAcknowledgements = true;
        return;
      default:
        return;
    }
  }

  /** In sentences; empty when there was no TCP event at all, or everything was there. */
  notSeen(): string[] {
    if (this.#events === 0) return [];
    const sentences: string[] = [];
    if (!this.#hasVerbose) {
      sentences.push(
        'No Verbose events of TCP/IP were captured: no timers, no RTT samples, no send tracker. That they are absent proves nothing.',
      );
    }
    if (!this.#hasSends) {
      sentences.push(
        'No send events were captured: bytes sent, windows and retransmissions without a message of their own cannot be counted.',
      );
    }
    if (!this.#hasReceives)
      sentences.push(
        'No receive events were captured: bytes received come from the summary of a connection, if there is one.',
      );
    if (!this.#hasAcknowledgements)
      sentences.push(
        'No acknowledgement events were captured: when a loss was repaired is only known from later sends.',
      );
    return sentences;
  }
}
