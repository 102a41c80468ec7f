import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const script = fileURLToPath(new URL('generate.mjs', import.meta.url));
const generate = (...args: string[]) =>
  execFileSync(process.execPath, [script, 'pktmon', ...args], { maxBuffer: 64 << 20 });
const count = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).length;

describe('a generated log', () => {
  test('has counters that agree with its lines', () => {
    const text = generate('3', '--encoding', 'utf-8', '--drops', '0.2', '--connections', '50').toString('latin1');
    const drops = /Drop Counters: Component 72, Direction In = Rx , Packets In (\d+)/.exec(text)?.[1];
    expect(Number(drops)).toBe(count(text, /\] Drop: /g));
    const flow = /Flow Counters: Component 10, .*?Packets In (\d+),.*?Packets Out (\d+)/.exec(text);
    const atAdapter = count(text, /Component 10, Edge 1, Filter/g);
    expect(Number(flow?.[1]) + Number(flow?.[2])).toBe(atAdapter);
    expect(atAdapter).toBeGreaterThan(500);
  });

  test('has times that ascend and a share of drops as asked', () => {
    const text = generate('2', '--encoding', 'utf-8', '--drops', '0.1').toString('latin1');
    const times = [...text.matchAll(/^\[\d\d\]\S+ (\S+) \[Microsoft/gm)].map((match) => match[1] ?? '');
    expect(times).toEqual(times.toSorted());
    const share = count(text, /\] Drop: /g) / count(text, /Component 10, Edge 1, Filter/g);
    expect(share).toBeGreaterThan(0.07);
    expect(share).toBeLessThan(0.13);
  });

  test('keeps the sequence numbers of a connection in order', () => {
    const text = generate('1', '--encoding', 'utf-8', '--drops', '0', '--connections', '3').toString('latin1');
    const next = new Map<string, string>();
    const segments = text.matchAll(/Component 10, Edge 1,[^\n]*\n\t\S+ > \S+ .*?: (\S+ > \S+): .*?seq (\d+):(\d+)/g);
    let seen = 0;
    for (const [, flow = '', start = '', end = ''] of segments) {
      expect(start).toBe(next.get(flow) ?? start);
      next.set(flow, end);
      seen += 1;
    }
    expect(seen).toBeGreaterThan(500);
  });

  test('is the same text in both encodings', () => {
    const options = ['--connections', '20', '--generation', 'old'];
    const wide = generate('2', ...options)
      .subarray(2)
      .toString('utf16le');
    const narrow = generate('1', '--encoding', 'utf-8', ...options).toString('latin1');
    const packets = (text: string) =>
      text
        .split('\r\n')
        .filter((line) => line.includes('PktGroupId'))
        .slice(0, 2000);
    expect(packets(wide)).toEqual(packets(narrow));
  });
});
