import type { TcpEvent } from '../../events/tcp.js';

/**
 * Which kinds of events the capture holds at all. Windows writes timers, RTT samples and the send tracker only at level 5
 * (Verbose), sends and acknowledgements at level 4: what a level leaves out did not necessarily not happen.
 */
export class CaptureLevel {
  #hasVerbose = false;
  #hasSends = false;
  #hasAcknowledgements = false;
  #hasEstablished = false;
  #events = 0;

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
      case 'rundown':
        this.#hasEstablished = true;
        return;
      case 'state':
        if (event.state === 'EstablishedState') this.#hasEstablished = true;
        return;
      case 'rtt':
        if (event.step === 'sample') this.#hasVerbose = true;
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
    // A connection that never was established sends no data, so nothing is missing.
    if (!this.#hasSends && this.#hasEstablished) {
      sentences.push(
        'No send events were captured: bytes sent, windows and retransmissions without a message of their own cannot be counted.',
      );
    }
    if (this.#hasSends && !this.#hasAcknowledgements) {
      sentences.push(
        'No acknowledgement events were captured: when a loss was repaired is only known from later sends.',
      );
    }
    return sentences;
  }
}
