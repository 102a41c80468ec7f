import type { InputErrorCode } from '../base/errors.js';

/** A kind of file that is no log text, known by its first bytes. */
export interface BinaryKind {
  readonly code: InputErrorCode;
  /** What it is, to follow "is": `a cabinet archive (.cab)`. */
  readonly what: string;
  /** True for a file that starts like one of this kind. */
  readonly matches: (head: Uint8Array) => boolean;
  /** Steps for the user; `path` and `text` (the path of the text to make) are ready to paste. */
  readonly next: (path: string, text: string) => readonly string[];
}

/** All kinds with an advice of their own; the first that matches counts. */
export const BINARY_KINDS: readonly BinaryKind[] = [
  {
    code: 'etl',
    what: 'a binary event trace (.etl), not its text',
    matches: isEventTrace,
    next: (path, text) => [
      `A trace of pktmon, on Windows: pktmon etl2txt ${path} -o ${text}`,
      `A trace of netsh, on Windows: netsh trace convert input=${path} output=${text}`,
      `Then: etlreport ${text}`,
    ],
  },
  {
    code: 'cab',
    what: 'a cabinet archive (.cab)',
    matches: startsWith('MSCF\0\0\0\0'),
    next: (path) => [
      `Unpack it on Windows into a folder that exists: expand -F:* ${path} folder`,
      'Convert the .etl in it: pktmon etl2txt folder\\PktMon.etl -o PktMon.txt',
    ],
  },
  ...['\xd4\xc3\xb2\xa1', '\xa1\xb2\xc3\xd4', '\x4d\x3c\xb2\xa1', '\xa1\xb2\x3c\x4d', '\x0a\x0d\x0d\x0a'].map(
    (signature): BinaryKind => ({
      code: 'pcap',
      what: 'a packet capture (pcap or pcapng): it holds packets, but neither drop reasons nor components',
      matches: startsWith(signature),
      next: () => ['Make the text from the .etl it came from: pktmon etl2txt PktMon.etl -o PktMon.txt'],
    }),
  ),
  {
    code: 'pcap',
    what: 'a Network Monitor capture (.cap): it holds packets, but neither drop reasons nor components',
    matches: startsWith('GMBU'),
    next: () => ['Make the text from the .etl of the same time: pktmon etl2txt PktMon.etl -o PktMon.txt'],
  },
  {
    code: 'evtx',
    what: 'a Windows event log (.evtx)',
    matches: startsWith('ElfFile\0'),
    next: (path) => [
      'Pass the text of the trace: pktmon etl2txt PktMon.etl -o PktMon.txt',
      `Of the Security log, export what filters blocked and pass it beside the trace: wevtutil qe ${path} /lf:true /q:"*[System[(EventID=5152 or EventID=5157)]]" /f:xml /e:Events > 5152.xml`,
    ],
  },
  {
    code: 'zip',
    what: 'a zip archive',
    matches: (head) => startsWith('PK\x03\x04')(head) || startsWith('PK\x05\x06')(head),
    next: (path) => [
      `Unpack it, in PowerShell: Expand-Archive ${path} -DestinationPath folder`,
      'Then pass the logs in it: etlreport "folder\\*.txt"',
    ],
  },
  ...(
    [
      ['\x1f\x8b\x08', 'a gzip archive', 'Unpack it: tar -xf, or gzip -d, then pass the log in it.'],
      ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive', 'Unpack it and pass the log in it.'],
      ['Rar!\x1a\x07', 'a RAR archive', 'Unpack it and pass the log in it.'],
      ['\xfd7zXZ\0', 'an xz archive', 'Unpack it: xz -d, then pass the log in it.'],
      ['BZh', 'a bzip2 archive', 'Unpack it: bzip2 -d, then pass the log in it.'],
      ['\x28\xb5\x2f\xfd', 'a Zstandard archive', 'Unpack it: zstd -d, then pass the log in it.'],
    ] as const
  ).map(([signature, what, advice]): BinaryKind => ({
    code: 'zip',
    what,
    // `BZh` alone could start a text.
    matches: (head) => startsWith(signature)(head) && hasHighOrNul(head),
    next: () => [advice],
  })),
  ...(
    [
      ['\x89PNG\r\n', 'a picture (PNG)'],
      ['\xff\xd8\xff', 'a picture (JPEG)'],
      ['GIF8', 'a picture (GIF)'],
      ['%PDF-', 'a PDF document'],
      ['MZ', 'a Windows program or driver'],
      ['\x7fELF', 'a program'],
      ['\xd0\xcf\x11\xe0', 'an Office document or mail'],
      ['SQLite format 3\0', 'a database'],
      ['PAGEDU', 'a memory dump'],
      ['MDMP', 'a memory dump'],
    ] as const
  ).map(([signature, what]): BinaryKind => ({
    code: 'binary',
    what: `${what}, not a log`,
    matches: (head) => startsWith(signature)(head) && hasHighOrNul(head),
    next: () => ['Pass the text of the trace: pktmon etl2txt PktMon.etl -o PktMon.txt'],
  })),
];

/**
 * An ETL starts with a buffer header of 72 bytes and, as the first record, the system header of the trace:
 * bytes 72 to 79 read `02 00 02 C0 ss ss 00 00` (version, header type 1 or 2, marker C0, size, hook id 0).
 */
function isEventTrace(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 80) return false;
  const bufferBytes = view.getUint32(0, true);
  const usedBytes = view.getUint32(48, true);
  const headerType = head[74];
  return (
    bufferBytes >= 80 &&
    usedBytes <= bufferBytes &&
    (headerType === 1 || headerType === 2) &&
    head[75] === 0xc0 &&
    view.getUint16(78, true) === 0
  );
}

function startsWith(signature: string): (head: Uint8Array) => boolean {
  const bytes = Buffer.from(signature, 'latin1');
  return (head) => head.length >= bytes.length && bytes.equals(head.subarray(0, bytes.length));
}

/** A text that happens to start with the letters of a signature has neither. */
function hasHighOrNul(head: Uint8Array): boolean {
  return head.some((byte) => byte >= 0x80 || byte === 0);
}
