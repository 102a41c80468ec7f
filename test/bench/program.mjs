import { execFileSync } from 'node:child_process';
import { measureNode } from './measure.mjs';

/** The program that is measured: `dist/main.js`, or another build of it. */
export class Program {
  #main;
  #help;

  constructor(main) {
    this.#main = main;
    this.#help = execFileSync(process.execPath, [main, '--help'], { encoding: 'utf8' });
  }

  /** Numbers of workers to measure; null when the program has no such option. */
  get jobs() {
    return this.#help.includes('--jobs') ? [1, 2] : [null];
  }

  /** Everything: read, parse, aggregate, diagnose, JSON to a pipe. */
  json(file, { jobs = null, options = [] } = {}) {
    return this.run([file, '-f', 'json', '-o', '-', '--no-progress', ...jobsOption(jobs), ...options]);
  }

  run(args) {
    return measureNode([this.#main, ...args]);
  }

  /** `etlreport`, `etlreport --jobs 2` */
  name(jobs) {
    return ['etlreport', ...jobsOption(jobs)].join(' ');
  }
}

function jobsOption(jobs) {
  return jobs === null ? [] : ['--jobs', String(jobs)];
}
