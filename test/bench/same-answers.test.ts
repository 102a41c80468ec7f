import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { answerOf, ownAnswer, trueAnswer } from './answers.mjs';
import { Inputs } from './inputs.mjs';
import { peers } from './peers.mjs';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'etlreport-answers-'));
const inputs = new Inputs(folder);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['pktmon', 'utf-8', ['--drops', '0.05']],
  ['pktmon', 'utf-16le', ['--drops', '0.05']],
  ['pktmon', 'utf-8', ['--drops', '0.5', '--hops', '1']],
  ['pktmon', 'utf-8', ['--drops', '0.05', '--language', 'zh-CN']],
  ['nettrace', 'utf-8', ['--connections', '60']],
])('the tools that are compared with us give the same answer: %s, %s, %j', async (format, encoding, options) => {
  const file = await inputs.generate(options.join(''), format, 1, encoding, options);
  const json = execFileSync(process.execPath, [MAIN, file, '-f', 'json', '-o', '-', '--no-progress'], {
    maxBuffer: 256 << 20,
  });
  const answer = ownAnswer(json.toString());
  expect(answer.split('\n').length).toBeGreaterThan(3);
  const truth = inputs.truthOf(file);
  if (truth !== null) expect(answer).toBe(trueAnswer(truth));
  for (const peer of peers(format, encoding).filter(({ isFullAnswer }) => isFullAnswer)) {
    const { stdout, exitCode } = await peer.run(file);
    expect({ peer: peer.name, exitCode, answer: answerOf(stdout) }).toEqual({ peer: peer.name, exitCode: 0, answer });
  }
});
