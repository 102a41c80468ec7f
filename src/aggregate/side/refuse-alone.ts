import { InputError } from '../../base/errors.js';

/** Says of a file that only explains a trace that there is no trace, and which one would go with it. */
export function refuseAlone(path: string, format: string, what: string): InputError {
  if (format === 'pktmon-components') {
    return new InputError(
      path,
      'component-list',
      `${path}: this is ${what}, not a capture. There is no packet in it.`,
      [
        'Pass the text of the capture instead: pktmon etl2txt PktMon.etl --out PktMon.txt',
        'In a TSS collection it is made from the file ending in _PktMon.etl',
      ],
    );
  }
  return new InputError(
    path,
    'side-input',
    `${path}: this is ${what}, not a capture. It explains a capture of the same machine, and there is none.`,
    [
      'Make one while the problem happens: pktmon start --capture, reproduce, pktmon stop, pktmon etl2txt PktMon.etl --out PktMon.txt',
      'Then give both: etlreport PktMon.txt and this file',
    ],
  );
}
