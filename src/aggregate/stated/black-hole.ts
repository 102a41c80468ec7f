import type { TcpEvent } from '../../events/tcp.js';
import type { Conversation } from '../conversation.js';

/** Path MTU black hole detection of one connection: large segments vanish, smaller ones pass (1084, 1085, 1086). */
export class BlackHole {
  #entered = 0;
  #left = 0;
  #refused = 0;
  #segmentBytes: number | null = null;
  #originalBytes: number | null = null;

  add(event: TcpEvent & { readonly what: 'path-mtu' }): void {
    if (event.step === 'black-hole-entered') this.#entered++;
    else if (event.step === 'black-hole-left') this.#left++;
    else this.#refused++;
    this.#segmentBytes ??= event.figures.mss ?? null;
    this.#originalBytes ??= event.figures.originalMss ?? null;
  }

  finish(): NonNullable<Conversation['pathMtu']> {
    return {
      entered: this.#entered,
      left: this.#left,
      refused: this.#refused,
      segmentBytes: this.#segmentBytes,
      originalBytes: this.#originalBytes,
    };
  }
}
