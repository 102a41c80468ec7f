import nearley from 'nearley';
import type { RecordGrammar } from '../../src/parse/record-parser.js';
import { PlainNearley } from './plain-nearley.js';

/** A completed rule in a parse, with what its parts became. */
class Used {
  readonly rule: number;
  readonly parts: readonly unknown[];

  constructor(rule: number, parts: readonly unknown[]) {
    this.rule = rule;
    this.parts = parts;
  }
}

/**
 * The alternatives of a grammar that none of the records uses, as nearley prints them: `payload → %icmp icmp`.
 * The grammar is compiled again with postprocessors that only keep the tree, so a rule counts when it is part of a parse,
 * not when it was tried.
 */
export function unusedRules({ rules, lexer }: RecordGrammar, records: readonly string[]): string[] {
  const parserRules = rules.ParserRules.map((rule, index) => ({
    ...rule,
    postprocess: (parts: unknown[]) => new Used(index, parts),
  }));
  const plain = new PlainNearley({ rules: { ...rules, ParserRules: parserRules }, lexer });
  const used = new Set<number>();
  const visit = (part: unknown): void => {
    if (!(part instanceof Used)) return;
    used.add(part.rule);
    for (const child of part.parts) visit(child);
  };
  for (const record of records) for (const tree of plain.results(record)) visit(tree);
  return rules.ParserRules.filter((_, index) => !used.has(index)).map((rule) =>
    String(Object.assign(Object.create(nearley.Rule.prototype), rule)),
  );
}
