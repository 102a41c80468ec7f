/** All ratios of a run as one Markdown table, for the README. */
export class Summary {
  #program;
  #rows = [];

  constructor(program) {
    this.#program = program;
  }

  /** How many times as long we take as `against`, for each number of jobs. */
  add(input, against, ratios) {
    this.#rows.push([input, against, ...ratios]);
  }

  print() {
    if (this.#rows.length === 0) return;
    const heads = this.#program.jobs.map((jobs) => `\`${this.#program.name(jobs)}\` takes … times as long`);
    const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    console.log(
      `\n${[['log', 'against', ...heads], ['---', '---', ...heads.map(() => '---')], ...this.#rows].map(line).join('\n')}`,
    );
  }
}
