import { InputError } from '../base/errors.js';
import type { RoutedLines } from './record-router.js';

// `pktmon comp list`:   Id MAC Address       Name          and   <blanks>12 00-00-5E-00-53-01 Intel(R) Ethernet
const COMPONENT_ROW = /^\s*\d+\s+(?:(?:[0-9A-F]{2}-){5}[0-9A-F]{2}\s+)?\S/;
const COMPONENT_RULE = /^\s*-{2,}(?:\s+-{2,})+\s*$/;
const COMPONENT_TITLE = /pktmon\s+(?:comp|list)|^\s*Id\s+(?:MAC Address|Driver)/i;

/**
 * Says what an input is when nothing in it was a record; null when there was one.
 * A file that only looks like a log by its name gets a message with what to pass instead.
 */
export function refuseText(routed: RoutedLines, head: string, path: string): InputError | null {
  const { event, detail, rundown, leftOut } = routed.ledger;
  if (event + detail + rundown + leftOut > 0) return null;
  if (isComponentList(head)) {
    return new InputError(
      path,
      'component-list',
      `${path}: this is the output of "pktmon comp list", a table of components, not a capture. There is no packet in it.`,
      [
        'Pass the text of the capture instead: pktmon etl2txt PktMon.etl --out PktMon.txt',
        'In a TSS collection it is made from the file ending in _PktMon.etl',
      ],
    );
  }
  const providers = routed.otherProviders.slice(0, 3).map(({ provider, lines }) => `${provider} (${lines} lines)`);
  if (providers.length > 0) {
    return new InputError(
      path,
      'not-recognised',
      `${path}: no record that this program reads. It holds records of ${providers.join(', ')}.`,
      [
        'Capture the network stack: pktmon start --capture, reproduce the problem, pktmon stop, pktmon etl2txt PktMon.etl',
      ],
    );
  }
  return new InputError(
    path,
    'not-recognised',
    `${path}: no line of it is a record of a log that this program reads (${routed.lines} lines).`,
    [
      'Pass PktMon.txt, made with: pktmon etl2txt PktMon.etl --out PktMon.txt',
      'If the text is in a code page that was not recognised, name it: --encoding cp850',
    ],
  );
}

function isComponentList(head: string): boolean {
  const lines = head.split(/\r?\n/).slice(0, 200);
  const rows = lines.filter((line) => COMPONENT_ROW.test(line)).length;
  return lines.some((line) => COMPONENT_RULE.test(line) || COMPONENT_TITLE.test(line)) && rows >= 2;
}
