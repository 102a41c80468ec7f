import { endpoint } from '../../base/endpoint.js';
import type { SocketFact } from '../../events/side/host.js';
import type { SideSink, SideTextFormat, SideTextReader } from '../side-format.js';
import { endpointOf } from '../side-endpoint.js';

//   TCP    192.0.2.10:445    198.51.100.27:50123    ESTABLISHED    4    InHost
//   |pro|  |--- local ---|   |---- foreign ----|    |-- state --|  pid  offload (netstat -t)
const ROW =
  /^\s*(TCP|UDP)\s+(\S{1,80})\s+(\S{1,80})(?:\s+([^\d\s]\S*(?: \S+)*?))?(?:\s+(\d{1,10}))?(?:\s+([A-Za-z]\S*))?\s*$/i;
//  [sshd.exe]
const PROGRAM = /^\s\[([^\]]{1,260})\]\s*$/;
//   RpcSs
const SERVICE = /^\s{2}([\w.$-]{1,80})\s*$/;
const ANY_PORT = /^(?:\*:\*|0\.0\.0\.0:0|\[::\]:0|\*:0)$/;

/** `netstat -ano`, with `-b` the programs, too. States are translated: a row without peer listens. */
export const netstat: SideTextFormat = {
  kind: 'text',
  id: 'netstat',
  what: 'a list of sockets (netstat -abno)',
  doc: 'https://learn.microsoft.com/windows-server/administration/windows-commands/netstat',
  createReader: (sink) => new NetstatReader(sink),
};

type Pending = { -readonly [Key in keyof SocketFact]: SocketFact[Key] };

/** The owner of a socket stands below it, so a row is complete when the next one begins. */
class NetstatReader implements SideTextReader {
  readonly #sink: SideSink;
  #row: Pending | null = null;

  constructor(sink: SideSink) {
    this.#sink = sink;
  }

  line(text: string, number: number): 'fact' | 'part' | null {
    const row = rowOf(text, number);
    if (row !== null) {
      this.end();
      this.#row = row;
      return 'fact';
    }
    const last = this.#row;
    if (last === null) return null;
    const program = PROGRAM.exec(text)?.[1];
    const service = SERVICE.exec(text)?.[1];
    if (program !== undefined) last.program = program;
    else if (service !== undefined) last.service = service;
    // ` Can not obtain ownership information`, in any language: one line behind a row, indented by one blank.
    else if (!/^\s\S/.test(text) || last.program !== '') return null;
    return 'part';
  }

  end(): void {
    if (this.#row !== null) this.#sink.fact(this.#row);
    this.#row = null;
  }
}

function rowOf(text: string, line: number): Pending | null {
  const [, name, local, foreign, state = '', pid] = ROW.exec(text) ?? [];
  if (name === undefined || local === undefined || foreign === undefined) return null;
  const here = endpointOf(local);
  const there = ANY_PORT.test(foreign) ? null : endpointOf(foreign);
  if (here === null || (there === null && !ANY_PORT.test(foreign))) return null;
  const protocol = name.toLowerCase() === 'tcp' ? 'tcp' : 'udp';
  return {
    kind: 'socket',
    line,
    text: text.trim(),
    protocol,
    local: endpoint(here.address, here.port),
    remote: there === null ? '' : endpoint(there.address, there.port),
    listens: there === null && state !== 'BOUND',
    state,
    pid: pid === undefined || pid === '0' ? null : Number(pid),
    program: '',
    service: '',
  };
}
