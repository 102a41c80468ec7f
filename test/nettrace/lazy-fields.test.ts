import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessages } from '../../grammar/read-messages.mjs';
import { RecordRouter } from '../../src/classify/record-router.js';
import { type Event, plainEvent } from '../../src/events/event.js';
import { TCP_FIGURES, type TcpEvent } from '../../src/events/tcp.js';
import { formats } from '../../src/formats/registry.js';
import { inputLine } from '../read-cases.js';
import { netshLine, pktmonLine } from './read-lines.js';
import { render, valuesOf } from './render-message.js';

const messages = readMessages(readFileSync(new URL('../../grammar/nettrace-messages.txt', import.meta.url), 'utf8'));

/** Every message twice, as netsh and as pktmon print it: the second one of a shape is read without the grammar. */
function everyMessage(): string[] {
  return messages.flatMap((message) =>
    fc
      .sample(valuesOf(message), { numRuns: 2, seed: 3 })
      .flatMap((values) => [
        netshLine(render(message, values, 'netsh')),
        pktmonLine(render(message, values, 'pktmon')),
      ]),
  );
}

const FIELDS = ['kind', 'at', 'contextPid', 'input', 'line', 'what', 'step', 'how', 'tcb', 'local', 'remote'] as const;
const MORE_FIELDS = ['pid', 'state', 'status', 'reason', 'oldState', 'timer', 'words'] as const;

test('the copy of an event says what the event says while it is handed over', () => {
  let compared = 0;
  const router = new RecordRouter(formats, 0, (event) => {
    if (event.kind !== 'tcp') return;
    compared++;
    const plain = plainEvent(event) as TcpEvent;
    expect(plain).not.toBe(event);
    for (const field of [...FIELDS, ...MORE_FIELDS]) expect(plain[field], field).toEqual(event[field]);
    for (const figure of TCP_FIGURES) expect(plain.figures[figure], figure).toBe(event.figures[figure]);
  });
  for (const [i, line] of everyMessage().entries()) router.line(inputLine(Buffer.from(line), i + 1));
  router.end();
  expect(compared).toBeGreaterThan(200);
});

test('copies stay what they are when further records are read', () => {
  const kept: Event[] = [];
  const then: string[] = [];
  const text = (event: Event) =>
    JSON.stringify(event, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  const router = new RecordRouter(formats, 0, (event) => {
    const plain = plainEvent(event);
    kept.push(plain);
    then.push(text(plain));
  });
  for (const [i, line] of everyMessage().entries()) router.line(inputLine(Buffer.from(line), i + 1));
  router.end();
  expect(kept.map(text)).toEqual(then);
});
