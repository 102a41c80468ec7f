import { TCP_FIGURES, type TcpFigure } from '../../events/tcp.js';
import type { MessageValues } from './message-values.js';
import type { TcpLayout } from './tcp-layout.js';

/** The numbers of a TCP message by their names, each read when it is asked for: most events need two or three of ten. */
export class TcpFigures {
  /** Where the figures of the present message are. */
  slots: TcpLayout['figures'] = [];
  readonly #values: MessageValues;

  constructor(values: MessageValues) {
    this.#values = values;
  }

  static {
    for (const [place, name] of TCP_FIGURES.entries()) {
      Object.defineProperty(this.prototype, name, {
        get(this: TcpFigures) {
          const slot = this.slots[place] ?? null;
          return slot === null ? undefined : (this.#values.number(slot) ?? undefined);
        },
      });
    }
  }

  /** The figures as TypeScript sees the getters of the prototype. */
  get named(): Readonly<Partial<Record<TcpFigure, number>>> {
    return this as unknown as Readonly<Partial<Record<TcpFigure, number>>>;
  }
}
