import type { ConnectionSummary, DropGroup } from '../../../aggregate/case.js';
import type { EvidenceText } from '../../../events/evidence.js';
import type { Report } from '../../report.js';
import { toldJourneys } from './journeys-view.js';
import { connectionAnchor, reasonAnchor } from './page-anchors.js';

/** From a thing of the case to its place on the page; empty or null for what is not shown. */
export interface PageLinks {
  /** Place of a drop reason by its text. */
  readonly reason: (text: string) => string | null;
  /** Place of the connection between two ends, in either order. */
  readonly connection: (one: string, other: string) => string | null;
  /** Position of that connection. */
  readonly connectionIndex: (one: string, other: string) => number | null;
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
export function pageLinks(report: Report): PageLinks {
  const { case: theCase, top } = report;
  const { connections, drops } = theCase;
  const reasons = positions(drops.byReason.slice(0, top).map(({ reason }) => reason));
  const ends = positions(connections.slice(0, top).map(({ local, remote }) => endsKey(local, remote)));
  const ways = toldJourneys(report);
  return {
    reason: (text) => href(reasons.get(text), reasonAnchor),
    connection: (one, other) => href(ends.get(endsKey(one, other)), connectionAnchor),
    connectionIndex: (one, other) => ends.get(endsKey(one, other)) ?? null,
    journeysBetween: (one, other) =>
      indexes(ways, ({ source, destination }) => endsKey(source, destination) === endsKey(one, other)),
    related: (evidence) => {
      const places = new Set(evidence.map(placeKey));
      const groups = drops.groups.filter((group) => group.evidence.some((record) => places.has(placeKey(record))));
      return {
        reasons: unique(groups.flatMap(({ reason }) => reasons.get(reason) ?? [])),
        connections: indexes(
          connections.slice(0, Math.min(top, CONNECTIONS_COMPARED)),
          (connection) =>
            evidence.some((record) => isOf(connection, record.text)) ||
            provesOne(connection, places) ||
            groups.some((group) => hasDropOf(connection, group)),
        ),
        journeys: indexes(ways, ({ steps }) => steps.some((step) => places.has(placeKey(step)))),
      };
    },
  };
}

/** A group is one problem of possibly many connections: those between its ends that lost a packet for its reason. */
function hasDropOf({ local, remote, drops }: ConnectionSummary, { reason, source, destination }: DropGroup): boolean {
  const [one, other] = [addressOf(local), addressOf(remote)];
  const isBetween = (one === source && other === destination) || (one === destination && other === source);
  return isBetween && drops.reasons.includes(reason);
}

/** `[2001:db8::5]:443`, `192.0.2.5:443` and `192.0.2.5` without brackets and port. */
function addressOf(end: string): string {
  if (end.startsWith('[')) return end.slice(1, end.indexOf(']'));
  return end.split(':').length === 2 ? end.slice(0, end.indexOf(':')) : end;
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

/** A record of the stack may name a connection by its kernel pointer alone: then it is one that its story quotes. */
function provesOne({ observed, stated }: ConnectionSummary, places: ReadonlySet<string>): boolean {
  return [observed, stated].some((told) =>
    [
      ...(told?.handshake?.evidence ?? []),
      ...(told?.end?.evidence ?? []),
      ...(told?.unanswered?.evidence ?? []),
      ...(told?.retransmissions ?? []).map(({ evidence }) => evidence),
    ].some((record) => places.has(placeKey(record))),
  );
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
