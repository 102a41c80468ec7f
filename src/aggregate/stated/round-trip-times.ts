import type { TcpEvent } from '../../events/tcp.js';
import { LogHistogram } from '../log-histogram.js';

/** Round-trip times and retransmission timeouts of one connection, in milliseconds. */
export class RoundTripTimes {
  /** Single samples: Verbose events. */
  readonly samples = new LogHistogram();
  /** SRTT of send events. */
  readonly smoothed = new LogHistogram();
  readonly timeouts = new LogHistogram();

  add(event: TcpEvent): void {
    const { figures } = event;
    if (event.what === 'rtt') this.#sample(figures.rttUs, figures.rttMs);
    // 0 is printed until there is a first sample; the unit of SRTT in timeout rounds is not documented.
    if (event.what !== 'retransmit') this.#smoothed(figures.srttUs, figures.srttMs);
    const { rtoMs } = figures;
    if (rtoMs) this.timeouts.add(rtoMs);
  }

  #sample(us: number | undefined, ms: number | undefined): void {
    if (us !== undefined) this.samples.add(us / 1000);
    else if (ms !== undefined) this.samples.add(ms);
  }

  #smoothed(us: number | undefined, ms: number | undefined): void {
    if (us) this.smoothed.add(us / 1000);
    else if (ms) this.smoothed.add(ms);
  }
}
