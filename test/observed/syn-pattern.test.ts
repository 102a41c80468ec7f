import { expect, test } from 'vitest';
import { synPattern } from '../../src/aggregate/observed/syn-pattern.js';

test.each([
  ['nothing was repeated', [], false, null, null],
  ['four copies doubling from 1 s', [1.0, 3.01, 7.02, 15.03], false, 30, 'Windows 11'],
  ['two copies doubling from 3 s', [3.0, 9.01], false, 30, 'Windows 8 to 10'],
  ['six copies doubling from 1 s', [1, 3, 7, 15, 31, 63], false, 90, 'Linux'],
  ['two copies from 1 s, then silence', [1, 3], false, 10, 'MaxSynRetransmissions 2'],
  ['two copies from 1 s, and the log ends', [1, 3], false, 2, 'first timeout of 1 s'],
  ['one copy after 1 s that was answered', [1], false, null, 'first timeout of 1 s'],
  ['one copy after 3 s that was answered', [3], false, null, 'first timeout of 3 s'],
  ['copies 0.5 s after each refusal', [0.52, 1.04], true, null, '0.5 s after each refusal'],
  ['times of no stack', [0.2, 0.4, 0.9], false, 30, null],
])('%s', (_, offsets, isRefused, silentForS, words) => {
  const pattern = synPattern(offsets, isRefused, silentForS);
  if (words === null) expect(pattern).toBeNull();
  else expect(pattern).toContain(words);
});
