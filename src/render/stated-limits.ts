import type { Case } from '../aggregate/case.js';
import type { Limit } from './limits.js';
import { formatCounted } from './number.js';

/** What the level of a NetTrace could not show, and what could not be joined or kept. */
export function* statedLimits({ clockNotes, stackEvents, stackDrops }: Case): Generator<Limit> {
  for (const note of clockNotes ?? []) {
    yield limit('gap', 'The clocks of the inputs could not be joined', note);
  }
  for (const sentence of stackEvents?.notSeen ?? []) {
    yield limit('note', ...factAndConsequence(sentence));
  }
  if ((stackEvents?.unattached ?? 0) > 0) {
    yield limit(
      'note',
      `${formatCounted(stackEvents?.unattached ?? 0, 'TCP event')} fit no connection, or more than one`,
      'They are in no story of a connection.',
    );
  }
  const left = [
    [stackEvents?.connectionsNotKept ?? 0, 'stated connection'],
    [stackEvents?.notKept ?? 0, 'stated row'],
    [stackDrops?.groupsNotKept ?? 0, 'stated drop group'],
  ] as const;
  const words = left.flatMap(([count, word]) => (count > 0 ? [formatCounted(count, word)] : []));
  if (words.length > 0) {
    yield limit(
      'note',
      `${words.join(', ')} not kept one by one`,
      'There were too many. Narrow the input with a filter to see them.',
    );
  }
  if ((stackDrops?.notCompared ?? 0) > 0) {
    yield limit(
      'note',
      `${formatCounted(stackDrops?.notCompared ?? 0, 'stated drop')} could not be compared with PktMon`,
      'Some of them may be counted there too.',
    );
  }
}

function limit(weight: Limit['weight'], fact: string, consequence: string): Limit {
  return { weight, input: null, fact, consequence };
}

/** `No Verbose events of TCP/IP were captured: no timers, … That they are absent proves nothing.` in its two parts. */
function factAndConsequence(sentence: string): readonly [string, string] {
  const colon = sentence.indexOf(': ');
  if (colon === -1) return [sentence.replace(/\.$/, ''), 'That it is absent proves nothing.'];
  const rest = sentence.slice(colon + 2);
  return [sentence.slice(0, colon), rest.charAt(0).toUpperCase() + rest.slice(1)];
}
