import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const script = fileURLToPath(new URL('generate.mjs', import.meta.url));
const generate = (...args: string[]) =>
  execFileSync(process.execPath, [script, 'pktmon', ...args], { maxBuffer: 64 << 20 });
const count = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).length;

describe('a generated log', () => {
  test('has counters that agree with its lines', () => {
    const text = generate('3', '--encoding', 'utf-8', '--drops', '0.1', '--connections', '50').toString('latin1');
    const drops = /Drop Counters: Component 72, Direction In = Rx , Packets In (\d+)/.exec(text)?.[1];
    expect(Number(drops)).toBe(count(text, /\] Drop: /g));
    const flow = /Flow Counters: Component 10, .*?Packets In (\d+),.*?Packets Out (\d+)/.exec(text);
    const atAdapter = count(text, /Component 10, Edge 1, Filter/g);
    expect(Number(flow?.[1]) + Number(flow?.[2])).toBe(atAdapter);
    expect(atAdapter).toBeGreaterThan(500);
  });

  test.each([
    ['5 %', '0.05', '4', '60'],
    ['half', '0.5', '1', '60'],
    ['all', '1', '0', '60'],
    ['5 % of many connections', '0.05', '4', '20001'],
  ])('has times that ascend and %s of its event lines are drops', (_, share, hops, connections) => {
    const options = ['--encoding', 'utf-8', '--drops', share, '--hops', hops, '--connections', connections];
    const text = generate('2', ...options).toString('latin1');
    const times = [...text.matchAll(/^\[\d\d\]\S+ (\S+) \[Microsoft/gm)].map((match) => match[1] ?? '');
    expect(times).toEqual(times.toSorted());
    const drops = count(text, /\] Drop: /g) / count(text, /PktGroupId/g);
    expect(drops / Number(share)).toBeGreaterThan(0.85);
    expect(drops / Number(share)).toBeLessThan(1.15);
  });

  test('has as many connections as asked, each with an end of its own', () => {
    const options = ['--encoding', 'utf-8', '--drops', '0', '--hops', '1', '--connections', '20001'];
    const text = generate('9', ...options).toString('latin1');
    const ends = [...text.matchAll(/: (\S+\.\d+) > (\S+\.\d+): Flags/g)].map(([, a, b]) => [a, b].toSorted().join(' '));
    expect(new Set(ends).size).toBe(20_001);
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

  test.each(['en', 'zh-CN'])('is the same text in both encodings, in %s', (language) => {
    const options = ['--connections', '20', '--generation', 'old', '--language', language];
    const wide = generate('2', ...options)
      .subarray(2)
      .toString('utf16le');
    const narrow = generate('1', '--encoding', 'utf-8', ...options).toString('utf8');
    const packets = (text: string) =>
      text
        .split('\r\n')
        .filter((line) => line.includes('PktGroupId'))
        .slice(0, 2000);
    expect(packets(wide)).toEqual(packets(narrow));
  });
});
