import type { TcpEvent } from '../../events/tcp.js';

const MAXIMUM_PIDS = 8;
/** The receive path has no process; 4 is System. */
const NOBODY: readonly number[] = [0, 4];

/** Which processes own a connection: as messages state it, else the one in whose context it was asked for. */
export class OwnerPids {
  readonly #stated: number[] = [];
  #caller: number | null = null;

  add(event: TcpEvent): void {
    const { pid, contextPid } = event;
    if (pid !== null && !this.#stated.includes(pid) && this.#stated.length < MAXIMUM_PIDS) this.#stated.push(pid);
    // Only these are written in the caller's context (1002, 1031, 1159).
    const isCaller =
      (event.what === 'connect' && (event.step === 'requested' || event.step === 'proceeding')) ||
      (event.what === 'send' && event.step === 'posted');
    if (isCaller && contextPid !== null && !NOBODY.includes(contextPid)) this.#caller ??= contextPid;
  }

  /** In ascending order. */
  finish(): readonly number[] {
    const pids = this.#stated.length > 0 || this.#caller === null ? this.#stated : [this.#caller];
    return [...pids].sort((x, y) => x - y);
  }
}
