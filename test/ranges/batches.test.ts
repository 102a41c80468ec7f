import { describe, expect, test } from 'vitest';
import { type Event, plainEvent } from '../../src/events/event.js';
import { BatchReader } from '../../src/ranges/batch-reader.js';
import { BatchWriter } from '../../src/ranges/batch-writer.js';
import { NumberedValues, ValueNumbers } from '../../src/ranges/known-values.js';
import { RecordRouter } from '../../src/classify/record-router.js';
import { createDecoder } from '../../src/decode/index.js';
import { formats } from '../../src/formats/registry.js';
import { readLines } from '../../src/lines/read-lines.js';
import type { EventBatch } from '../../src/ranges/event-batch.js';
import { MARKED_LOG } from './marked-log.js';

/** An event with the text it stands on. */
type Told = readonly [Event, string];

/** What readers hand over, and the batches that are written of the same. */
async function read(log: string, blockBytes: number, batches: number): Promise<[Told[], EventBatch[]]> {
  const told: Told[] = [];
  const written: EventBatch[] = [];
  const writer = new BatchWriter();
  for (let i = 0; i < batches; i++) {
    const router = new RecordRouter(formats, 0, (event, verbatim) => {
      writer.add(event, verbatim);
      told.push([plainEvent(event), verbatim()]);
    });
    await readLines(blocks(log, blockBytes), createDecoder('utf-8'), {
      onLine: (line) => router.line(line),
      onMove: () => {
        router.keep();
        writer.keep();
      },
      onBlock: () => {},
    });
    router.end();
    written.push(structuredClone(writer.finish()));
  }
  return [told, written];
}

async function* blocks(log: string, bytes: number): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(log);
  for (let at = 0; at < all.length; at += bytes) yield all.subarray(at, at + bytes);
}

describe('events that went through batches are the same, with the same text', () => {
  test.each([64, 1_000, 1 << 20])('in blocks of %d bytes', async (blockBytes) => {
    const [told, batches] = await read(MARKED_LOG, blockBytes, 2);
    const arrived: Told[] = [];
    const reader = new BatchReader(0, formats);
    for (const batch of batches) reader.read(batch, 0, (event, text) => arrived.push([plainEvent(event), text()]));
    expect(told.length).toBeGreaterThan(10);
    expect(arrived).toEqual(told);
  });

  test('with the number of the lines in front of the range, and of the input', async () => {
    const [told, [batch]] = await read(MARKED_LOG, 1_000, 1);
    const places: string[] = [];
    new BatchReader(3, formats).read(batch as EventBatch, 100, ({ input, line }) => places.push(`${input}:${line}`));
    expect(places).toEqual(told.map(([{ line }]) => `3:${line + 100}`));
  });

  test('and what was sent once is not sent again', async () => {
    const [, [first, second]] = await read(MARKED_LOG, 1_000, 2);
    expect(first?.news.points.values.length).toBeGreaterThan(2);
    expect(second?.news.words.values).toEqual([]);
    expect(second?.news.days.values).toEqual([]);
  });
});

test('a log with no end of different values does not fill the memory of either side', () => {
  const numbers = new ValueNumbers<string>();
  const values = new NumberedValues<string>();
  let isForgotten = false;
  for (let batch = 0; batch < 120; batch++) {
    const sent = Array.from({ length: 1_000 }, (_, i) => `${batch}/${i}`);
    const asked = sent.map((value) => numbers.number(value));
    const news = numbers.take();
    isForgotten ||= news.startsAnew;
    values.learn(news);
    expect(asked.map((number) => values.at(number))).toEqual(sent);
    expect(Math.max(...asked)).toBeLessThan(52_000);
  }
  expect(isForgotten).toBe(true);
});
