import { styleText } from 'node:util';
import type { Verdict } from '../../aggregate/case.js';
import type { Loss, Severity } from '../../diagnose/diagnosis.js';

/** Gives colour to text that is complete without it. */
export interface Ink {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly severity: (severity: Severity | Verdict, text: string) => string;
  readonly loss: (loss: Loss, text: string) => string;
}

type Format = 'red' | 'yellow' | 'green' | 'cyan' | 'bold' | 'dim';

const SEVERITY_FORMAT: Readonly<Record<Severity | Verdict, Format>> = {
  fault: 'red',
  suspect: 'yellow',
  info: 'cyan',
  benign: 'dim',
};

const LOSS_FORMAT: Readonly<Record<Loss, Format>> = {
  local: 'red',
  remote: 'red',
  both: 'red',
  none: 'green',
  undecided: 'yellow',
};

/** The caller decides about colour (terminal, `NO_COLOR`); nothing here looks at the environment. */
export function ink(color: boolean): Ink {
  const paint = (format: Format | readonly Format[], text: string) =>
    color ? styleText([format].flat(), text, { validateStream: false }) : text;
  return {
    strong: (text) => paint('bold', text),
    faint: (text) => paint('dim', text),
    severity: (severity, text) => paint(SEVERITY_FORMAT[severity], text),
    loss: (loss, text) => paint(['bold', LOSS_FORMAT[loss]], text),
  };
}
