import { closeSync, openSync, readSync, statSync } from 'node:fs';
import nearley from 'nearley';
import { printTable } from '../table.mjs';
import { median } from '../rounds.mjs';

/** Plain nearley reads a few megabytes in a second: more would only take longer. */
const SLICE_BYTES = 4e6;
const GRAMMARS = {
  event: ['pktmon-text-event.js', 'pktmon-text/event-lexer.js', 'eventLexer'],
  detail: ['pktmon-text-detail.js', 'pktmon-text/detail-lexer.js', 'detailLexer'],
  stamp: ['nettrace-stamp.js', 'nettrace-text/stamp-lexer.js', 'stampLexer'],
  message: ['nettrace-message.js', 'nettrace-text/message-lexer.js', 'messageLexer'],
};
const STAMP = /^[^[]{0,40}(?:\[ ?\d{1,4}\][^[]{0,120})?\[[^\]]{0,120}\]/;

/**
 * What it would take to parse every record with nearley and moo alone, with the same grammars, and nothing else: no decoding,
 * no aggregation, no report. Measured on the beginning of the log, as time per byte.
 */
export async function plainNearley({ inputs, program, size, rounds, summary }) {
  const parse = await parsers();
  const rows = [];
  for (const [name, read] of [
    ['pktmon-5', (line) => (line.startsWith('\t') ? parse.detail(line) : parse.event(line))],
    ['nettrace', (line) => readMessage(line, parse)],
  ]) {
    const file = await inputs.make(name, size, 'utf-8');
    const slice = beginningOf(file);
    // The first pass is for the compiler of V8.
    for (const line of slice.slice(0, slice.length / 4)) read(line);
    const started = process.hrtime.bigint();
    for (const line of slice) read(line);
    const plain = Number(process.hrtime.bigint() - started) / 1e9 / slice.join('\r\n').length;
    const cells = [];
    for (const jobs of program.jobs) {
      const runs = [];
      for (let round = 0; round < rounds; round++) runs.push((await program.json(file, { jobs })).seconds);
      cells.push((median(runs) / statSync(file).size / plain).toFixed(3));
    }
    summary.add(`${name}, utf-8`, 'nearley and moo alone', cells);
    rows.push([name, `${(1 / plain / 1e6).toFixed(1)} MB/s`, ...cells]);
  }
  const heads = program.jobs.map((jobs) => `${program.name(jobs)} takes … times as long`);
  printTable(
    `nearley and moo for every record, the first ${SLICE_BYTES / 1e6} MB of a log of ${size} MB`,
    ['', 'nearley', ...heads],
    rows,
  );
}

function readMessage(line, parse) {
  const stamp = STAMP.exec(line)?.[0] ?? '';
  parse.stamp(stamp);
  if (stamp.includes('TCPIP')) parse.message(line.slice(stamp.length).replace(/[ \t]{2,}/g, ' '));
}

async function parsers() {
  const entries = Object.entries(GRAMMARS).map(async ([name, [rules, lexer, exported]]) => {
    const { default: compiled } = await import(`../../../dist/generated/grammar/${rules}`);
    const { [exported]: moo } = await import(`../../../dist/formats/${lexer}`);
    return [name, parser(nearley.Grammar.fromCompiled(compiled()), moo())];
  });
  return Object.fromEntries(await Promise.all(entries));
}

function parser(grammar, lexer) {
  return (line) => {
    let index = 0;
    lexer.reset(line);
    const next = () => {
      const token = lexer.next();
      return token?.type === 'ws' ? next() : token && Object.assign(token, { index: index++ });
    };
    const source = { reset: () => {}, next, save: () => ({}), formatError: () => '', has: () => true };
    const earley = new nearley.Parser(grammar, { keepHistory: true, lexer: source });
    earley.reportError = () => 'refused';
    try {
      earley.feed('');
    } catch (error) {
      if (error.message !== 'refused') throw error;
    }
    return earley.results;
  };
}

function beginningOf(file) {
  const bytes = Buffer.alloc(SLICE_BYTES);
  const descriptor = openSync(file, 'r');
  const length = readSync(descriptor, bytes, 0, bytes.length, 0);
  closeSync(descriptor);
  return bytes.latin1Slice(0, length).split('\r\n').slice(3, -1);
}
