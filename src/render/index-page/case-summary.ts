import type { CaseVerdict, Confidence, Finding, Severity } from '../../diagnose/diagnosis.js';
import type { Verdict } from '../../knowledge/verdict.js';
import { caseClock, inputClock } from '../clock.js';
import type { Report } from '../report.js';
import { retransmissionTotals } from '../retransmission-totals.js';

/** What the index keeps of one case. Small plain data: reports are large, and there are many. */
export interface CaseSummary {
  readonly name: string;
  readonly host: string | null;
  /** Files of its report, relative to the index. */
  readonly reports: readonly { readonly format: string; readonly path: string }[];
  readonly inputs: readonly InputFigures[];
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  readonly verdict: CaseVerdict;
  /** What hurts most first; at most `MAXIMUM_FINDINGS`. */
  readonly findings: readonly FindingSummary[];
  readonly findingsNotKept: number;
  readonly drops: { readonly lines: number; readonly packets: number; readonly mattering: number };
  /** Reasons of drops that may matter, most packets first; at most `MAXIMUM_REASONS`. */
  readonly reasons: readonly ReasonFigures[];
  /** Null when no connection was measured. */
  readonly retransmissions: number | null;
  readonly connections: number;
}

export interface InputFigures {
  readonly path: string;
  /** `side`: a file that explains the traces. */
  readonly role: 'trace' | 'side';
  readonly format: string;
  readonly sizeBytes: number;
  readonly lines: number;
  readonly captureBuild: number | null;
  readonly firstTime: string | null;
  readonly lastTime: string | null;
}

export interface FindingSummary {
  readonly id: string;
  readonly severity: Severity;
  readonly side: Finding['side'];
  readonly category: string;
  readonly confidence: Confidence;
  readonly title: string;
  readonly packets: number;
  readonly connections: number;
  /** The first step. */
  readonly next: string | null;
}

export interface ReasonFigures {
  readonly code: number | null;
  readonly reason: string;
  readonly category: string;
  readonly verdict: Verdict;
  readonly packets: number;
  readonly lines: number;
}

export const MAXIMUM_FINDINGS = 50;
export const MAXIMUM_REASONS = 50;

/** What else the summary tells, besides the report. */
export type CaseFacts = Pick<CaseSummary, 'name' | 'host' | 'reports'>;

export function caseSummary(report: Report, facts: CaseFacts): CaseSummary {
  const { case: theCase, diagnosis } = report;
  const { drops, stackDrops, inputs } = theCase;
  const reasons = drops.lines > 0 || stackDrops === undefined ? drops.byReason : stackDrops.byReason;
  const figures = drops.lines > 0 || stackDrops === undefined ? drops : stackDrops;
  return {
    ...facts,
    inputs: inputs.map((input) => {
      const { iso } = inputClock(input);
      return {
        path: input.path,
        role: input.role === 'side' ? 'side' : 'trace',
        format: input.format,
        sizeBytes: input.sizeBytes,
        lines: input.lines,
        captureBuild: input.captureBuild,
        firstTime: input.firstTime === null ? null : iso(input.firstTime),
        lastTime: input.lastTime === null ? null : iso(input.lastTime),
      };
    }),
    ...span(report),
    verdict: diagnosis.verdict,
    findings: diagnosis.findings.slice(0, MAXIMUM_FINDINGS).map(findingSummary),
    findingsNotKept: Math.max(0, diagnosis.findings.length - MAXIMUM_FINDINGS),
    drops: {
      lines: figures.lines,
      packets: figures.packets,
      mattering: Math.max(0, figures.packets - figures.noisePackets - figures.benignPackets),
    },
    reasons: reasons
      .filter(({ verdict, packets, noisePackets }) => verdict !== 'benign' && packets > noisePackets)
      .map(({ code, reason, category, verdict, packets, noisePackets, lines }) => ({
        code,
        reason,
        category,
        verdict,
        packets: packets - noisePackets,
        lines,
      }))
      .toSorted((a, b) => b.packets - a.packets || (a.reason < b.reason ? -1 : 1))
      .slice(0, MAXIMUM_REASONS),
    retransmissions: retransmissionTotals(theCase)?.events ?? null,
    connections: theCase.connections.length + theCase.connectionsNotKept,
  };
}

function findingSummary(finding: Finding): FindingSummary {
  const { id, severity, side, category, confidence, title, packets, connections } = finding;
  return { id, severity, side, category, confidence, title, packets, connections, next: finding.next[0] ?? null };
}

function span({ case: { inputs } }: Report): Pick<CaseSummary, 'firstTime' | 'lastTime'> {
  const { iso } = caseClock(inputs);
  let first: bigint | null = null;
  let last: bigint | null = null;
  for (const { firstTime, lastTime } of inputs) {
    if (firstTime !== null && (first === null || firstTime < first)) first = firstTime;
    if (lastTime !== null && (last === null || lastTime > last)) last = lastTime;
  }
  return { firstTime: first === null ? null : iso(first), lastTime: last === null ? null : iso(last) };
}
