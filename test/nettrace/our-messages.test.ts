import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Message, readMessages } from '../../grammar/read-messages.mjs';
import { APPLICATION_WHATS } from '../../src/events/application.js';
import { INTERFACE_WHATS } from '../../src/events/interface.js';
import { NEIGHBOR_WHATS } from '../../src/events/neighbor.js';
import { PORT_WHATS } from '../../src/events/port.js';
import { ROUTE_WHATS } from '../../src/events/route.js';
import { STACK_DROP_LAYERS } from '../../src/events/stack-drop.js';
import { TCP_STEPS } from '../../src/events/tcp.js';
import { WFP_WHATS } from '../../src/events/wfp.js';
import { netshLine, onlyEvent, pktmonLine } from './read-lines.js';
import { render, valuesOf } from './render-message.js';
import { comparable, leaves } from './said-by.js';

const messages = readMessages(readFileSync(new URL('../../grammar/nettrace-messages.txt', import.meta.url), 'utf8'));
const RUNS = 12;

const WHATS: Readonly<Record<string, readonly string[]>> = {
  tcp: Object.keys(TCP_STEPS),
  'stack-drop': STACK_DROP_LAYERS,
  neighbor: NEIGHBOR_WHATS,
  route: ROUTE_WHATS,
  port: PORT_WHATS,
  interface: INTERFACE_WHATS,
  wfp: WFP_WHATS,
  application: APPLICATION_WHATS,
};

test('every section of the table names an event that the types know', () => {
  const unknown = messages
    .map(({ constants }) => constants)
    .filter(({ record = '', what = '', step = '' }) => {
      const steps: readonly string[] = record === 'tcp' ? (TCP_STEPS[what as keyof typeof TCP_STEPS] ?? []) : [step];
      return !(WHATS[record] ?? []).includes(what) || !steps.includes(step);
    });
  expect(unknown).toEqual([]);
});

test('no two messages of the table have the same text', () => {
  const texts = messages.map(({ parts }) => parts.map((part) => part.phrase ?? '{}').join(' '));
  expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
});

describe.each(['netsh', 'pktmon'] as const)(
  'each message, as %s prints it, is one event with every field',
  (dialect) => {
    test.each(
      messages.map((message) => ({ name: `${message.ids.join('/')} ${message.parts[0]?.phrase ?? ''}`, message })),
    )('$name', ({ message }) => {
      fc.assert(
        fc.property(valuesOf(message), (values) => {
          const text = render(message, values, dialect);
          const event = onlyEvent([dialect === 'netsh' ? netshLine(text) : pktmonLine(text)]);
          expect(event).toMatchObject(identity(message));
          const said = leaves(event);
          for (const [field, value] of Object.entries(values)) {
            if (value.meaning !== '') expect(said, `${field} of ${text}`).toContain(comparable(value.meaning));
          }
        }),
        { numRuns: RUNS, seed: 7 },
      );
    });
  },
);

test('fields that a newer build appends do not hide the event', () => {
  fc.assert(
    fc.property(
      fc
        .constantFrom(...messages.filter(({ parts }) => parts.at(-1)?.kind !== 'rest'))
        .chain((message) => valuesOf(message).map((values) => ({ message, values }))),
      ({ message, values }) => {
        const text = render(message, values, 'netsh').replace(/\.$/, '');
        const event = onlyEvent([netshLine(`${text}, BrandNewField = 4(Named), AnotherOne = 0x12.`)]);
        expect(event).toMatchObject(identity(message));
      },
    ),
    { numRuns: 200, seed: 3 },
  );
});

/** What the section says the event is; 1386 says itself which of three steps it is, ours have names that say none. */
function identity({ constants }: Message): object {
  const { record, what, step, layer } = constants;
  return {
    kind: record,
    ...(record === 'stack-drop' ? { layer: what } : { what }),
    ...(record === 'tcp' && { step }),
    ...(layer !== undefined && { layer }),
  };
}
