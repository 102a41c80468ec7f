import { categories, categoryTitle, sideOf } from "./category.js";
import { allDropLocations, type DropLocation } from "./drop-location.js";
import { allDropReasons, dropReasonOf, type DropReason } from "./drop-reason.js";
import { entryOf, type Entry } from "./explain-entry.js";
import { fact, type Explanation } from "./explanation.js";
import { lazy } from "./lazy-table.js";
import { allNtStatuses, type NtStatus } from "./ntstatus.js";
import { allTcpipReasons, type TcpipReason } from "./tcpip-reason.js";
import { allTcpipReferences, type TcpipReference } from "./tcpip-reference.js";
import { allWfpRecords, type WfpRecord } from "./wfp-reference.js";
import { allSocketErrors, findSocketError, type SocketError } from "./winsock.js";

/** Every record of every table, ready to be searched. */
export const tableEntries = lazy((): readonly Entry[] => [
  ...allDropReasons().map(reasonEntry),
  ...allDropLocations().map(locationEntry),
  ...allTcpipReasons().map(tcpipEntry),
  ...allNtStatuses().map(statusEntry),
  ...allSocketErrors().map(socketEntry),
  ...categories.map(categoryEntry),
  ...allTcpipReferences().map(referenceEntry),
  ...allWfpRecords().flatMap(wfpEntries),
]);

/** Entry of a drop reason, also of one that no table has. */
export function reasonEntry(reason: DropReason): Entry {
  const explanation: Explanation = {
    kind: "drop-reason",
    code: String(reason.code ?? reason.text),
    kindTitle: "PktMon drop reason",
    title: reason.text,
    facts: [
      ...fact("Symbol", reason.symbol),
      ...fact("From", sinceText(reason)),
      ...fact("Category", categoryText(reason.category)),
      ...fact("Usually", reason.verdict),
      ...fact(
        "But",
        ...reason.conditions.map((one) => `${one.verdict} when ${one.when}: ${one.why}`),
      ),
      ...fact("Meaning", reason.meaning),
      ...fact("Same text", sameTextAs(reason)),
      ...fact("Causes", ...reason.causes),
      ...fact("Next", ...reason.next),
      ...fact("More", reason.doc),
    ],
  };
  const short = reason.symbol?.replace(/^PktMonDrop_/, "") ?? null;
  const names = [reason.symbol, short, ...reason.aliases, ...reason.alsoPrinted];
  const numbers = reason.code === null ? [] : [reason.code];
  return entryOf(explanation, names, numbers, reason.rank ?? undefined);
}

/** Entry of a place, also of one that no table has. */
export function locationEntry(place: DropLocation): Entry {
  const explanation: Explanation = {
    kind: "drop-location",
    code: place.hex,
    kindTitle: "PktMon drop location",
    title: place.symbol ?? "no name known",
    facts: [
      ...fact("Layer", place.layer),
      ...fact("Meaning", place.meaning),
      ...fact("Path", place.path === null ? null : PATH_WORD[place.path]),
      ...fact("Seen", place.seen),
    ],
  };
  return entryOf(explanation, [place.symbol?.replace(/^PMLOC_/, "") ?? null], [place.code]);
}

const PATH_WORD = { rx: "receive", tx: "send", fwd: "forwarding" } as const;

function sinceText(reason: DropReason): string {
  return reason.since === null
    ? reason.family
    : `${reason.family}, since build ${reason.since} or earlier`;
}

function sameTextAs(reason: DropReason): string | null {
  const twins = allDropReasons().filter(
    (other) => other.text === reason.text && other.code !== reason.code,
  );
  return twins.length === 0
    ? null
    : `also printed for ${twins.map((twin) => twin.code).join(", ")}`;
}

function categoryText(category: string): string {
  const side = sideOf(category);
  return side === "neither" ? categoryTitle(category) : `${categoryTitle(category)}, ${side}`;
}

const LAYER_TITLE: Readonly<Record<TcpipReason["layer"], string>> = {
  network: "TCPIP drop reason, network layer (event 1215)",
  transport: "TCPIP drop reason, transport layer (event 1214)",
  framing: "TCPIP drop reason, framing layer (event 1478)",
  icmp: "TCPIP drop reason, ICMP (event 1423)",
  arp: "TCPIP drop reason, ARP (events 1538, 1539)",
  reset: "TCPIP reason of a sent RST (event 1479)",
  connect: "TCPIP reason of a failed connect (event 1480)",
  "afd-datagram": "AFD reason of a dropped datagram",
  "afd-abort": "AFD reason of an abort",
};

function tcpipEntry(reason: TcpipReason): Entry {
  const twin = reason.pktmonId === null ? null : dropReasonOf(reason.pktmonId);
  const explanation: Explanation = {
    kind: "tcpip-reason",
    code: String(reason.value ?? reason.text ?? reason.symbol),
    kindTitle: LAYER_TITLE[reason.layer],
    title: reason.text ?? reason.symbol ?? String(reason.value),
    facts: [
      ...fact("Category", categoryText(reason.category)),
      ...fact("Usually", reason.verdict),
      ...fact("Meaning", reason.meaning),
      ...fact("In PktMon", twin === null ? null : `${twin.code} ${twin.text}`),
      ...fact("Next", reason.next),
    ],
  };
  return entryOf(explanation, [reason.symbol], reason.value === null ? [] : [reason.value]);
}

function statusEntry(status: NtStatus): Entry {
  const seen = status.winsock === null ? null : findSocketError(String(status.winsock));
  const explanation: Explanation = {
    kind: "ntstatus",
    code: status.code,
    kindTitle: "NTSTATUS",
    title: status.name,
    facts: [
      ...fact("Category", categoryText(status.category)),
      ...fact("Meaning", status.meaning),
      ...fact("Causes", status.cause),
      ...fact("Programs get", seen === null ? null : `${seen.code} ${seen.name}`),
      ...fact("Next", status.next),
    ],
  };
  return entryOf(explanation, [status.name.replace(/^STATUS_/, "")], [Number(status.code)]);
}

const FAMILY_TITLE: Readonly<Record<SocketError["family"], string>> = {
  winsock: "Winsock error",
  win32: "Windows error",
  wininet: "WinINet and WinHTTP error",
};

function socketEntry(error: SocketError): Entry {
  const statuses = allNtStatuses().filter((status) => status.winsock === error.code);
  const explanation: Explanation = {
    kind: "socket-error",
    code: String(error.code),
    kindTitle: FAMILY_TITLE[error.family],
    title: error.name,
    facts: [
      ...fact("Category", categoryText(error.category)),
      ...fact("Meaning", error.meaning),
      ...fact(
        "In traces",
        ...statuses.map((status) => `${status.code} ${status.name}: ${status.cause}`),
      ),
    ],
  };
  return entryOf(explanation, [error.name.replace(/^WSA/, "")], [error.code]);
}

/** Drop reasons named with a category; HTTP alone has more than a hundred. */
const MOST_MEMBERS = 40;

function categoryEntry(category: string): Entry {
  const members = allDropReasons().filter((reason) => reason.category === category);
  const shown = members.slice(0, MOST_MEMBERS).map((reason) => reason.code);
  const left = members.length - shown.length;
  const explanation: Explanation = {
    kind: "category",
    code: category,
    kindTitle: "Category",
    title: categoryTitle(category),
    facts: [
      ...fact("Side", sideOf(category)),
      ...fact("In PktMon", shown.join(", ") + (left === 0 ? "" : ` and ${left} more`)),
    ],
  };
  return entryOf(explanation, []);
}

const REFERENCE_TITLE: Readonly<Record<TcpipReference["kind"], string>> = {
  default: "Default of Windows TCP",
  timer: "TCP timer",
  state: "TCP state",
  event: "TCPIP event of NetTrace.txt",
};

function referenceEntry(reference: TcpipReference): Entry {
  const explanation: Explanation = {
    kind: "tcpip-reference",
    code: reference.name,
    kindTitle: REFERENCE_TITLE[reference.kind],
    title: reference.name,
    facts: [
      ...fact(reference.kind === "default" ? "Value" : "Meaning", reference.value),
      ...fact("Usually", reference.verdict),
      ...fact("Check", reference.verify),
      ...fact("Standard", reference.rfc),
      ...fact("More", reference.doc),
    ],
  };
  // Numbers of states are too small to be asked for: `4` is a reason, not EstablishedState.
  const numbers =
    reference.kind === "event" && reference.number !== undefined ? [reference.number] : [];
  return entryOf(explanation, [reference.name.replace(/State$/, "")], numbers);
}

function wfpEntries(record: WfpRecord): readonly Entry[] {
  const make = (code: string, kindTitle: string, title: string, facts: Explanation["facts"]) =>
    ({ kind: "wfp", code, kindTitle, title, facts }) as const;
  switch (record.kind) {
    case "layer": {
      const facts = fact("Number", `${record.id} while Windows runs; it can differ between builds`);
      const explanation = make(record.name, "WFP layer", record.name, facts);
      return [entryOf(explanation, [record.name.replace(/^FWPM_LAYER_/, "")], [record.id])];
    }
    case "direction-code":
    case "layer-code": {
      const facts = fact("Seen", "in the Security events 5152 and 5157");
      return [entryOf(make(record.code, "WFP code in events", record.name, facts), [])];
    }
    case "sublayer":
    case "provider": {
      const facts = fact("Meaning", record.meaning);
      const explanation = make(record.name, `WFP ${record.kind}`, record.name, facts);
      return [entryOf(explanation, [record.name.replace(/^FWPM_(SUBLAYER|PROVIDER)_/, "")])];
    }
    case "origin": {
      const facts = [
        ...fact("Category", categoryText(record.category)),
        ...fact("Usually", record.verdict),
        ...fact("Meaning", record.meaning),
        ...fact("Next", ...record.next),
        ...fact("More", record.doc),
      ];
      // `^Stealth$` is what the event prints; a longer expression is not a name.
      const printed = /^\^([\w ]+)\$?$/.exec(record.match)?.[1] ?? null;
      return [entryOf(make(record.name, "WFP filter origin", record.name, facts), [printed])];
    }
    case "layer-hint":
    case "audit":
      return [];
  }
}
