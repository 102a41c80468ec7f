import type { Category } from './category.js';
import { hexCode, parseCode } from './code-number.js';
import type { DropCondition } from './drop-condition.js';
import { lazy } from '../base/lazy.js';
import { lazyTable } from './lazy-table.js';
import type { Verdict } from './verdict.js';

/** Why a packet was dropped: one value of PKTMON_DROP_REASON, or what is known of a value that no table has. */
export interface DropReason {
  /** Null for a text that no table knows. */
  readonly code: number | null;
  /** Text as Windows prints it (the corrected one is in `alsoPrinted`); the number when there is no text. */
  readonly text: string;
  /** `PktMonDrop_INET_EndpointNotFound`. */
  readonly symbol: string | null;
  readonly aliases: readonly string[];
  readonly alsoPrinted: readonly string[];
  /** Other codes that print the very same text: `code` is the lowest of them. Empty when a number was looked up. */
  readonly ambiguousWith: readonly number[];
  /** Part of Windows that gives this reason. */
  readonly family: string;
  readonly category: Category;
  /** Usual verdict, without context: see `judgeDrop`. */
  readonly verdict: Verdict;
  readonly conditions: readonly DropCondition[];
  readonly meaning: string;
  readonly causes: readonly string[];
  readonly next: readonly string[];
  readonly doc: string;
  /** 1 to 40: how likely a support case shows it; null for all others. */
  readonly rank: number | null;
  /** First Windows build in which it was seen. */
  readonly since: number | null;
  readonly confidence: 'high' | 'medium' | 'low';
  /** `vendor`: a number of a driver that is not Microsoft's; `unknown`: in no table. */
  readonly origin: 'table' | 'vendor' | 'unknown';
}

/** A record of `data/drop-reasons.json`; `data/README.md` explains the keys. */
interface ReasonRow extends Pick<
  DropReason,
  'aliases' | 'family' | 'category' | 'verdict' | 'meaning' | 'causes' | 'next' | 'doc' | 'confidence'
> {
  readonly id: number;
  readonly symbol: string;
  readonly text: string | null;
  readonly alsoPrinted?: readonly string[];
  readonly textAmbiguous?: true;
  readonly idBefore18362?: number;
  readonly conditions?: readonly DropCondition[];
  readonly rank?: number;
  readonly since?: number;
}

/** WDK, PktMonClntNblDrop: drivers of other companies number their reasons from here. */
const FIRST_VENDOR_CODE = 0x8000_0000;
const PKTMON_DOC = 'https://learn.microsoft.com/windows-server/networking/technologies/pktmon/pktmon';

const rows = lazyTable<ReasonRow>('drop-reasons');

const index = lazy(() => {
  const byCode = new Map<number, DropReason>();
  const byFormerCode = new Map<number, DropReason>();
  const byText = new Map<string, DropReason>();
  for (const row of rows()) {
    const reason = reasonOf(row);
    byCode.set(row.id, reason);
    // Build 17763 had other numbers for two families: 101 to 104 mean nothing else today, 201 to 204 do.
    if (row.idBefore18362 !== undefined) byFormerCode.set(row.idBefore18362, reason);
    for (const text of row.text === null ? [] : [row.text, ...reason.alsoPrinted]) {
      const key = text.toLowerCase();
      if (!byText.has(key)) byText.set(key, withTwins(reason, row));
    }
  }
  return { byCode, byFormerCode, byText };
});

/**
 * Finds a reason as a line prints it: `INET: transport endpoint was not found ` (trimmed here, case ignored), or a
 * number in decimal or hexadecimal when the map of that build did not know it (`DropReason 228,`).
 * Never fails: what no table knows is given back as it is, category `unknown`, verdict `suspect`.
 */
export function findDropReason(text: string): DropReason {
  const asked = ASKED.get(text);
  if (asked !== undefined) return asked;
  const printed = text.trim();
  const code = parseCode(printed);
  const found =
    index().byText.get(printed.toLowerCase()) ?? (code === null ? unknownText(printed) : dropReasonOf(code));
  if (ASKED.size < MAXIMUM_ASKED) ASKED.set(text, found);
  return found;
}

/** The same few texts come again and again. Bounded: a hostile log has a new one in every line. */
const ASKED = new Map<string, DropReason>();
const MAXIMUM_ASKED = 5_000;

/** The reason with this number (unsigned 32 bits); one that no table has is named as vendor's or unknown. */
export function dropReasonOf(code: number): DropReason {
  const { byCode, byFormerCode } = index();
  return byCode.get(code) ?? byFormerCode.get(code) ?? unknownCode(code);
}

/** All reasons of the table, by number. */
export function allDropReasons(): readonly DropReason[] {
  return [...index().byCode.values()];
}

function reasonOf(row: ReasonRow): DropReason {
  return {
    code: row.id,
    text: row.text ?? String(row.id),
    symbol: row.symbol,
    aliases: row.aliases,
    alsoPrinted: row.alsoPrinted ?? [],
    ambiguousWith: [],
    family: row.family,
    category: row.category,
    verdict: row.verdict,
    conditions: row.conditions ?? [],
    meaning: row.meaning,
    causes: row.causes,
    next: row.next,
    doc: row.doc,
    rank: row.rank ?? null,
    since: row.since ?? null,
    confidence: row.confidence,
    origin: 'table',
  };
}

/** 987 to 990 print one and the same text, a slip of Windows: the text alone cannot tell them apart. */
function withTwins(reason: DropReason, row: ReasonRow): DropReason {
  if (row.textAmbiguous !== true) return reason;
  const twins = rows().filter((other) => other.text === row.text && other.id !== row.id);
  return { ...reason, ambiguousWith: twins.map((other) => other.id) };
}

const UNKNOWN = {
  symbol: null,
  aliases: [],
  alsoPrinted: [],
  ambiguousWith: [],
  category: 'unknown',
  verdict: 'suspect',
  conditions: [],
  doc: PKTMON_DOC,
  rank: null,
  since: null,
  confidence: 'low',
} as const;

function unknownText(printed: string): DropReason {
  return {
    ...UNKNOWN,
    code: null,
    text: printed,
    family: 'unknown',
    meaning: 'A text that is in no table: a newer Windows, or one that translates the reasons.',
    causes: [],
    next: ['Use Component and DropLocation to find who dropped the packet (pktmon list)'],
    origin: 'unknown',
  };
}

function unknownCode(code: number): DropReason {
  if (code >= FIRST_VENDOR_CODE) {
    return {
      ...UNKNOWN,
      code,
      text: `vendor driver code ${hexCode(code)}`,
      family: 'Third-party driver',
      meaning: 'A number of a driver that is not from Microsoft; only its maker can say what it means.',
      causes: ['A network, filter, VPN or security driver of another company dropped the packet'],
      next: [
        'Find the driver by the Component of the line (pktmon list)',
        'Update the driver, or retest with it removed, and ask its maker for the meaning of the code',
      ],
      origin: 'vendor',
    };
  }
  return {
    ...UNKNOWN,
    code,
    text: String(code),
    family: 'unknown',
    meaning: 'A number that is in no table: probably a reason of a newer Windows.',
    causes: [],
    next: ['Use Component and DropLocation to find who dropped the packet (pktmon list)'],
    origin: 'unknown',
  };
}
