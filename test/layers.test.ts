import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../src');

/**
 * The straight line. A stage imports from stages to its left, never from its right. `collect` finds the inputs of many
 * runs: it stands behind the line, because it looks into files with the first stages, and no stage knows of it.
 */
const LINE = [
  'read',
  'sieve',
  'decode',
  'lines',
  'classify',
  'parse',
  'events',
  'ranges',
  'aggregate',
  'redact',
  'diagnose',
  'render',
  'compare',
  'write',
  'collect',
  'cli',
];
/** Not stages: what several of them stand on. */
const GROUND = ['base', 'events', 'knowledge', 'generated'];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly file: string;
  readonly target: string;
}

function imports(): Import[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => {
    const text = readFileSync(path.join(SRC, file), 'utf8');
    const targets = [...text.matchAll(/from '(\.{1,2}\/[^']+)'/g)].map((match) => match[1] as string);
    return targets.map((target) => {
      const resolved = path.relative(SRC, path.resolve(SRC, path.dirname(file), target));
      return {
        from: folderOf(file),
        to: folderOf(resolved),
        file: file.replaceAll('\\', '/'),
        target: resolved.replaceAll('\\', '/'),
      };
    });
  });
}

function folderOf(file: string): string {
  const parts = file.split(/[\\/]/);
  return parts.length === 1 ? '.' : (parts[0] as string);
}

describe('the straight line of src/', () => {
  const all = imports().filter(({ from, to }) => from !== to);

  test('no stage imports from its right', () => {
    const wrong = all.filter(
      ({ from, to }) =>
        LINE.includes(from) && LINE.includes(to) && LINE.indexOf(to) > LINE.indexOf(from) && !GROUND.includes(to),
    );
    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  });

  test('base/ and knowledge/ stand on nothing but base/', () => {
    const wrong = all.filter(({ from, to }) => ['base', 'knowledge'].includes(from) && to !== 'base');
    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  });

  test('a format knows parse, events and base, and no stage behind', () => {
    const wrong = all.filter(
      ({ from, to }) => from === 'formats' && !['parse', 'events', 'base', 'generated'].includes(to),
    );
    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  });

  test('only classify, and ranges for it, know what a format is, and only its interface', () => {
    const wrong = all.filter(
      ({ from, to, target }) =>
        to === 'formats' &&
        from !== '.' &&
        from !== 'generated' &&
        !(
          ['classify', 'ranges'].includes(from) && ['formats/log-format.js', 'formats/side-format.js'].includes(target)
        ),
    );
    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  });

  test('pipeline.ts is the only file that knows all stages, in 80 lines or fewer', () => {
    const stages = new Set(
      imports()
        .filter(({ file }) => file === 'pipeline.ts')
        .map(({ to }) => to),
    );
    for (const stage of ['read', 'decode', 'ranges', 'classify', 'aggregate', 'diagnose'])
      expect(stages).toContain(stage);
    expect(readFileSync(path.join(SRC, 'pipeline.ts'), 'utf8').split('\n').length).toBeLessThanOrEqual(80);
  });

  test('no folder or file is named for nothing', () => {
    const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /(^|[\\/])(utils?|helpers?|common|misc)(\.|[\\/]|$)/i.test(file))).toEqual([]);
  });
});
