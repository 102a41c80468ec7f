import type { TcpSettingId } from '../../events/side/host.js';
import type { SideSink, SideTextFormat, SideTextReader } from '../side-format.js';

// TCP Global Parameters        TCP 全局参数        Globale TCP-Parameter
// ----------------------------------------------
const TITLE = /\bTCP\b/;
const RULE = /^-{20,}\s*$/;
// Initial RTO                         : 1000
const ROW = /^(\S.{0,80}?)\s*[:：]\s*(\S.{0,60}?)\s*$/;

/** Words that stay in most languages; a label that has none of them is known by its place. */
const LABELS: readonly (readonly [TcpSettingId, RegExp])[] = [
  ['initial-rto', /\bRTO\b(?!.*sack)/i],
  ['max-syn-retransmissions', /\bSYN\b/i],
  ['timestamps', /\b(?:RFC )?1323\b/i],
  ['ecn', /\bECN\b/],
  ['hystart', /HyStart/i],
  ['rss', /Receive-Side Scaling|\bRSS\b/i],
  ['auto-tuning', /Auto-?Tuning/i],
  ['congestion-provider', /Congestion Control Provider/i],
  ['rsc', /Segment Coalescing/i],
  ['fast-open', /^Fast Open\s*$/i],
  ['pacing', /^Pacing Profile/i],
];
/** The first rows of every Windows since 8, where their labels are translated. */
const PLACES: readonly (TcpSettingId | null)[] = ['rss', 'auto-tuning', 'congestion-provider'];

/** `netsh int tcp show global`: the settings of the TCP of this host. */
export const tcpGlobal: SideTextFormat = {
  kind: 'text',
  id: 'tcp-global',
  what: 'settings of TCP (netsh int tcp show global)',
  doc: 'https://learn.microsoft.com/troubleshoot/windows-server/networking/description-tcp-features',
  createReader: (sink) => new TcpGlobalReader(sink),
};

class TcpGlobalReader implements SideTextReader {
  readonly #sink: SideSink;
  #isTitled = false;
  #row = -1;

  constructor(sink: SideSink) {
    this.#sink = sink;
  }

  line(text: string, line: number): 'fact' | 'part' | null {
    if (this.#row === -1) {
      if (RULE.test(text) && this.#isTitled) {
        this.#row = 0;
        return 'part';
      }
      this.#isTitled = TITLE.test(text) && !text.includes(':') && text.length < 80;
      return null;
    }
    const [, label, value] = ROW.exec(text) ?? [];
    if (label === undefined || value === undefined) {
      if (text.trim() === '' && this.#row === 0) return null;
      this.end();
      return null;
    }
    const place = this.#row++;
    const setting = LABELS.find(([, words]) => words.test(label))?.[0] ?? PLACES[place] ?? null;
    if (setting === null) return 'part';
    this.#sink.fact({ kind: 'setting', line, text: text.trim(), setting, value });
    return 'fact';
  }

  end(): void {
    this.#row = -1;
    this.#isTitled = false;
  }
}
