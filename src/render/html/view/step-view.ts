import { stepParts } from '../../next-step.js';
import { visibleText } from '../../visible-text.js';

/** A next step: prose and commands apart, so that commands get a copy button. */
export function stepView(step: string) {
  return {
    parts: stepParts(step).map(({ kind, text }) => ({
      isCommand: kind === 'command',
      text: visibleText(text),
    })),
  };
}
