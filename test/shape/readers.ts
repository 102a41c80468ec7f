import type { Match } from '../../src/parse/match.js';
import { type RecordGrammar, RecordParser } from '../../src/parse/record-parser.js';
import { parseText } from './parse-text.js';
import type { Field, Reading, ShapeReader } from './reading.js';

/** The readers that must say what plain nearley says. A new one is one line here. */
export const READERS: readonly ((grammar: RecordGrammar) => ShapeReader)[] = [
  (grammar) => parserReader('shape cache', new RecordParser(grammar)),
];

function parserReader(name: string, parser: RecordParser): ShapeReader {
  return {
    name,
    parse(record) {
      const match = parseText(parser, record);
      return match === null ? parser.refusal : readingOf(match);
    },
  };
}

/** Everything a match can be asked for. */
function readingOf(match: Match): Reading {
  const { slots, constants, lengths } = match.plan;
  const fields = new Map<string, Field>();
  for (const name of slots.keys()) {
    fields.set(name, {
      text: match.text(name),
      at: match.startOf(name),
      number: match.number(name),
      hex: match.hex(name),
    });
  }
  return { record: match.record, fields, constants, lengths };
}
