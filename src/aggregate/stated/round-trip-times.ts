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
    const { rttUs, rttMs, srttUs, srttMs, rtoMs } = event.figures;
    if (event.what === 'rtt') {
      if (rttUs !== undefined) this.samples.add(rttUs / 1000);
      else if (rttMs !== undefined) this.samples.add(rttMs);
    }
    // 0 is printed until there is a first sample; the unit of SRTT in timeout rounds is not documented.
    if (event.what !== 'retransmit') {
      if (srttUs) this.smoothed.add(srttUs / 1000);
      else if (srttMs) this.smoothed.add(srttMs);
    }
    if (rtoMs) this.timeouts.add(rtoMs);
  }
}
