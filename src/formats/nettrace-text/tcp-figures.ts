import { TCP_FIGURES, type TcpFigure } from '../../events/tcp.js';

/** The numbers of a TCP message by their names, each read when it is asked for: most events need two or three of ten. */
export class TcpFigures {
  readonly #read: (place: number) => number | undefined;

  /** `read` gets the place of a figure in `TCP_FIGURES`. */
  constructor(read: (place: number) => number | undefined) {
    this.#read = read;
  }

  static {
    for (const [place, name] of TCP_FIGURES.entries()) {
      Object.defineProperty(this.prototype, name, {
        get(this: TcpFigures) {
          return this.#read(place);
        },
      });
    }
  }

  /** The figures as TypeScript sees the getters of the prototype. */
  get named(): Readonly<Partial<Record<TcpFigure, number>>> {
    return this as unknown as Readonly<Partial<Record<TcpFigure, number>>>;
  }
}
