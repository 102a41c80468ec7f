import type { ConnectionSummary } from '../../../aggregate/case.js';
import type { EvidenceText } from '../../../events/evidence.js';
import type { Report } from '../../report.js';
import { connectionAnchor, reasonAnchor } from './page-anchors.js';

/** From a thing of the case to its place on the page; empty or null for what is not shown. */
export interface PageLinks {
  /** Place of a drop reason by its text. */
  readonly reason: (text: string) => string | null;
  /** Place of the connection between two ends, in either order. */
  readonly connection: (one: string, other: string) => string | null;
  /** Ways of packets of the connection between two ends. */
  readonly journeysBetween: (one: string, other: string) => readonly number[];
  /** Positions of reasons, connections and ways of packets that records speak of. */
  readonly related: (evidence: readonly EvidenceText[]) => Related;
}

export interface Related {
  readonly reasons: readonly number[];
  readonly connections: readonly number[];
  readonly journeys: readonly number[];
}

/** Connections that are compared with the records of a finding: the worst ones. */
const CONNECTIONS_COMPARED = 1_000;

/** Only what the page shows can be linked to: at most `report.top` rows of each table. */
export function pageLinks({ case: theCase, top }: Report): PageLinks {
  const { connections, drops, journeys = [] } = theCase;
  const reasons = positions(drops.byReason.slice(0, top).map(({ reason }) => reason));
  const ends = positions(connections.slice(0, top).map(({ local, remote }) => endsKey(local, remote)));
  const ways = journeys.slice(0, top);
  return {
    reason: (text) => href(reasons.get(text), reasonAnchor),
    connection: (one, other) => href(ends.get(endsKey(one, other)), connectionAnchor),
    journeysBetween: (one, other) =>
      indexes(ways, ({ source, destination }) => endsKey(source, destination) === endsKey(one, other)),
    related: (evidence) => {
      const places = new Set(evidence.map(placeKey));
      const groups = drops.groups.filter((group) => group.evidence.some((record) => places.has(placeKey(record))));
      return {
        reasons: unique(groups.flatMap(({ reason }) => reasons.get(reason) ?? [])),
        connections: indexes(connections.slice(0, Math.min(top, CONNECTIONS_COMPARED)), (connection) =>
          evidence.some(({ text }) => isOf(connection, text)),
        ),
        journeys: indexes(ways, ({ steps }) => steps.some((step) => places.has(placeKey(step)))),
      };
    },
  };
}

function positions(keys: readonly string[]): ReadonlyMap<string, number> {
  // The first one wins: what is more harmful stands above.
  return new Map(keys.map((key, index) => [key, index] as const).toReversed());
}

function href(index: number | undefined, anchor: (index: number) => string): string | null {
  return index === undefined ? null : `#${anchor(index)}`;
}

function indexes<One>(list: readonly One[], isWanted: (one: One) => boolean): number[] {
  return list.flatMap((one, index) => (isWanted(one) ? [index] : []));
}

function unique(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].toSorted((x, y) => x - y);
}

function endsKey(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function placeKey({ input, line }: { readonly input: number; readonly line: number }): string {
  return `${input}:${line}`;
}

/** A record names both ends: as `192.0.2.5.443` (PktMon) or as `192.0.2.5:443` (NetTrace). */
function isOf({ local, remote }: ConnectionSummary, text: string): boolean {
  return [local, remote].every((end) => namesEnd(text, end) || namesEnd(text, dotted(end)));
}

/** `192.0.2.5:44` is not named by `192.0.2.5:443`. */
function namesEnd(text: string, end: string): boolean {
  for (let at = text.indexOf(end); at !== -1; at = text.indexOf(end, at + 1)) {
    if (!/[\w.:]/.test(text.charAt(at - 1)) && !/^(?:\d|[.:]\w)/.test(text.slice(at + end.length))) return true;
  }
  return false;
}

/** `[2001:db8::5]:443` as tcpdump writes it: `2001:db8::5.443`. */
function dotted(end: string): string {
  return end.replace(/^\[?(.*?)\]?:(\d+)$/, '$1.$2');
}
