export { inParts, type Rendered } from './in-parts.js';
export { OUTPUT_FORMATS, type OutputFormat, isOutputFormat } from './output-format.js';
export { type PlannedOutput, STANDARD_OUTPUT, planOutputs } from './plan-outputs.js';
export { type AtomicFile, openAtomically } from './atomic-file.js';
export { writeAtomically } from './write-atomically.js';
