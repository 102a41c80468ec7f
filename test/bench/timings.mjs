/** Seconds by stage, from what `--timings` prints: `  analyze         1.5 s  60.7 %`. */
export function stagesOf(stderr) {
  const stages = new Map();
  for (const [, name, value, unit] of stderr.matchAll(/^ {2}(\S.*?) {2,}([\d.,]+) (ms|s|min)(?: |$)/gm)) {
    stages.set(name.trim(), Number(value.replaceAll(',', '')) * { ms: 0.001, s: 1, min: 60 }[unit]);
  }
  return stages;
}

/** The lines of `--timings` that speak of shapes and of records that went through nearley. */
export function slowPathOf(stderr) {
  return stderr
    .split('\n')
    .filter((line) => /nearley|slow path|shapes/i.test(line))
    .map((line) => line.trim())
    .join('; ');
}
