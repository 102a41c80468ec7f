import fc from 'fast-check';

/** Random tests are the same in every run; `SEED=7 npx vitest run` makes others. */
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 1) });
