/** The machine and the collection that a name of TSS states: `TSS_WEB01_240131-101500_NET`, `WEB01_240131-101500_PktMon.txt`. */
export interface StatedMachine {
  readonly host: string;
  /** Date and time at which the collection began, as in the name: `240131-101500`. */
  readonly stamp: string;
}

const STATED = /^(?:(?:TSS|SDP)(?:v2)?_)?([A-Za-z0-9][\w-]{0,62}?)_(\d{6}-\d{6})(?=[_.]|$)/i;

/** What the name of a file, folder or archive states; null when it follows no such rule. */
export function statedMachine(name: string): StatedMachine | null {
  const found = STATED.exec(name);
  return found === null ? null : { host: found[1] ?? '', stamp: found[2] ?? '' };
}

/** Words that say what a file is, not of which machine. */
const KIND =
  'pktmon|nettrace|netsh|netshtrace|trace|packetcapture|packets?|capture|tcpip|ndis|wfp|logs?|traces?|basiclog|netview|etl2?(?:txt)?|text|txt|output|out|converted|tss|sdp|ms|data';
const KIND_WORD = new RegExp(`^(?:${KIND})\\d{0,3}$`, 'i');
/** Only words that are no part of any host name: a machine may be called `data-01`. */
const KIND_AT_AN_END =
  /^(?:pktmon|nettrace|netsh|packetcapture)\d{0,3}-|-(?:pktmon|nettrace|netsh|packetcapture)\d{0,3}$/gi;
const DATE_OR_TIME =
  /^(?:\d{6}|\d{8}|\d{14}|\d{8}t\d{4,6}z?|\d{4}-\d\d-\d\d(?:[t-]\d\d.*)?|\d\d-\d\d(?:-\d\d)?|\d{6}-\d{6}|\d{8}-\d{4,6})$/i;
const NUMBER = /^\d{1,3}$/;
const ENDING = /(?:\.(?:txt|log|etl|out|text|csv|xml|json|zip))+$/i;
const ADDRESS = /(?:\d{1,3}\.){3}\d{1,3}/;

/**
 * What is left of a name without the words for the kind of file and the time: `web01_NetTrace.txt` and `web01-PktMon.txt`
 * are both `web01`, `NetTrace2.txt` is empty. Files of one folder with the same rest are of one machine. When in doubt the
 * rest stays: two machines taken for one would give wrong answers, one taken for two only gives two reports.
 */
export function machinePart(name: string): string {
  const stem = name.replace(ENDING, '');
  const address = ADDRESS.exec(stem)?.[0];
  if (address !== undefined) return address;
  const words = stem
    .split(/[\s_.,()[\]]+/)
    .map((word) => word.replace(KIND_AT_AN_END, ''))
    .filter((word) => word !== '' && !KIND_WORD.test(word) && !DATE_OR_TIME.test(word));
  return words.every((word) => NUMBER.test(word)) ? '' : words.join('-');
}
