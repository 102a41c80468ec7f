import { byteView } from './log-lines.js';

const LRM = '\u200E';
const DATES = [
  '2026/03/27-',
  '2026-03-27 ',
  `${LRM}2016${LRM}-${LRM}03${LRM}-${LRM}30 `,
  '?2016?-?03?-?30 ',
  'â€Ž2016â€Ž-â€Ž03â€Ž-â€Ž30 ',
  '30.03.2016 ',
  '3/30/2016 ',
  '2016.03.30 ',
  '2016. 03. 30. ',
  '03/27/2026-',
  '03/27/26-',
  '',
];
const CONTEXTS = ['[30]0000.0000::', '[2]0A1C.2B3C::', '[ 2]01AA1C.2DE4::', '1234 [2]0F10.1010::', ''];
const TIMES = ['12:30:13.500003800', '8:15:05.250', '08:15:05,250', '8:15:05.250 PM', '8:15:05.250 AM', '23:59:59'];
const PROVIDERS = [
  ' [Microsoft-Windows-TCPIP]',
  '[Microsoft-Windows-Winsock-AFD]',
  ' [ Microsoft-Windows-WFP ]',
  ' []',
  ' [Netzwerküberwachung]',
];

/** What stands in front of a message, in every form that netsh, tracefmt and pktmon have printed. */
export function nettraceStamps(): string[] {
  const stamps = CONTEXTS.flatMap((context, i) =>
    DATES.flatMap((date, j) =>
      TIMES.map((time, k) => `${context}${date}${time}${PROVIDERS[(i + j + k) % PROVIDERS.length]}`),
    ),
  );
  return [...stamps, '[31]0000.0000::<DateTime> [Microsoft-Windows-TCPIP]'].map(byteView);
}
