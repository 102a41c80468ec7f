import { TCP_FIGURES, type RetransmitKind, type TcpFigure } from '../../events/tcp.js';
import type { Plan, Slot } from '../../parse/plan.js';

const PLACE_OF_FIGURE: ReadonlyMap<string, number> = new Map(TCP_FIGURES.map((name, place) => [name, place]));
/** Fields that are neither figures nor words. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  'tcb',
  'local',
  'remote',
  'pid',
  'state',
  'status',
  'reason',
  'oldState',
  'timer',
]);

/** Where the fields of TCP messages of one shape are, and what all of them are: looked up once per shape. */
export class TcpLayout {
  readonly what: string | null;
  readonly step: string | null;
  readonly how: RetransmitKind | null;
  readonly tcb: Slot | null;
  readonly local: Slot | null;
  readonly remote: Slot | null;
  readonly pid: Slot | null;
  readonly state: Slot | null;
  readonly status: Slot | null;
  readonly reason: Slot | null;
  readonly oldState: Slot | null;
  readonly timer: Slot | null;
  /** By the place of the figure in `TCP_FIGURES`. */
  readonly figures: readonly (Slot | null)[];
  /** Figures in the order of the message. */
  readonly figureNames: readonly TcpFigure[];
  /** Everything else, in the order of the message. */
  readonly words: readonly (readonly [string, Slot])[];
  /** The word of 1386, which says what the message is about. */
  readonly event: Slot | null;

  constructor({ slots, constants }: Plan) {
    this.what = constants.get('what') ?? null;
    this.step = constants.get('step') ?? null;
    this.how = (constants.get('how') ?? null) as RetransmitKind | null;
    const slot = (name: string) => slots.get(name) ?? null;
    this.tcb = slot('tcb');
    this.local = slot('local');
    this.remote = slot('remote');
    this.pid = slot('pid');
    this.state = slot('state');
    this.status = slot('status');
    this.reason = slot('reason');
    this.oldState = slot('oldState');
    this.timer = slot('timer');
    this.figures = TCP_FIGURES.map(slot);
    this.figureNames = [...slots.keys()].filter((name): name is TcpFigure => PLACE_OF_FIGURE.has(name));
    this.words = [...slots].filter(([name]) => !PLACE_OF_FIGURE.has(name) && !OWN_FIELDS.has(name));
    this.event = slot('event');
  }
}
