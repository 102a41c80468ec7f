import type { EvidenceText } from '../../events/evidence.js';
import type { ProcessFact, SocketFact } from '../../events/side/host.js';
import type { ConnectionSummary } from '../case.js';
import type { Listener, ProcessHint } from './side-summary.js';

const MAXIMUM_SOCKETS = 200_000;
const MAXIMUM_LISTENERS = 5_000;
const ANY_ADDRESS = new Set(['0.0.0.0', '::', '[::]']);

interface Socket {
  readonly fact: SocketFact;
  readonly input: number;
}

/** Sockets and processes of the host; later lists win, since a socket of the first may be gone. */
export class SocketTable {
  readonly #connected = new Map<string, Socket>();
  readonly #listening = new Map<string, Socket>();
  readonly #names = new Map<number, { readonly name: string; readonly services: string }>();

  get hasSockets(): boolean {
    return this.#connected.size + this.#listening.size > 0;
  }

  addSocket(input: number, fact: SocketFact): void {
    const into = fact.listens ? this.#listening : this.#connected;
    if (into.size >= MAXIMUM_SOCKETS) return;
    const key = fact.listens ? `${fact.protocol} ${fact.local}` : `${fact.protocol} ${fact.local} ${fact.remote}`;
    const known = into.get(key);
    // `netstat -nato` after `netstat -anob` has the same sockets without programs.
    if (known !== undefined && known.fact.program !== '' && fact.program === '') return;
    into.set(key, { fact, input });
  }

  addProcess(fact: ProcessFact): void {
    const known = this.#names.get(fact.pid);
    if (known === undefined && this.#names.size >= MAXIMUM_SOCKETS) return;
    this.#names.set(fact.pid, { name: fact.name, services: fact.services || (known?.services ?? '') });
  }

  listeners(): readonly Listener[] {
    return [...this.#listening.values()]
      .map(({ fact, input }) => ({
        protocol: fact.protocol,
        local: fact.local,
        pid: fact.pid,
        name: this.#nameOf(fact),
        service: fact.service || (fact.pid === null ? '' : (this.#names.get(fact.pid)?.services ?? '')),
        evidence: evidenceOf(fact, input),
      }))
      .sort((a, b) => compare(a.protocol, b.protocol) || portOf(a.local) - portOf(b.local) || compare(a.local, b.local))
      .slice(0, MAXIMUM_LISTENERS);
  }

  /** The process of a connection: its own socket, or the one that takes connections of its port. */
  hintOf({ protocol, local, remote, localIsKnown }: ConnectionSummary): ProcessHint | null {
    const own =
      this.#connected.get(`${protocol} ${local} ${remote}`) ??
      (localIsKnown ? undefined : this.#connected.get(`${protocol} ${remote} ${local}`));
    if (own !== undefined) return this.#hint(own, protocol, local, remote, 'connection');
    if (!localIsKnown) return null;
    const port = portOf(local);
    const listener = [local, `0.0.0.0:${port}`, `[::]:${port}`]
      .map((at) => this.#listening.get(`${protocol} ${at}`))
      .find((socket) => socket !== undefined);
    return listener === undefined || port === 0 ? null : this.#hint(listener, protocol, local, remote, 'listener');
  }

  #hint(
    { fact, input }: Socket,
    protocol: string,
    local: string,
    remote: string,
    how: ProcessHint['how'],
  ): ProcessHint {
    return { protocol, local, remote, pid: fact.pid, name: this.#nameOf(fact), how, evidence: evidenceOf(fact, input) };
  }

  #nameOf({ program, pid }: SocketFact): string {
    if (program !== '') return program;
    return pid === null ? '' : (this.#names.get(pid)?.name ?? '');
  }
}

/** True for a listener that takes packets for this address and port. */
export function takes(listener: Listener, protocol: string, address: string, port: number): boolean {
  if (listener.protocol !== protocol || portOf(listener.local) !== port) return false;
  const at = listener.local.slice(0, listener.local.lastIndexOf(':'));
  return ANY_ADDRESS.has(at) || at === address || at === `[${address}]`;
}

function evidenceOf({ line, text }: SocketFact, input: number): EvidenceText {
  return { input, line, text };
}

function portOf(endpoint: string): number {
  return Number(/:(\d+)$/.exec(endpoint)?.[1] ?? 0);
}

function compare(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}
