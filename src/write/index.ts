export { OUTPUT_FORMATS, type OutputFormat, isOutputFormat } from './output-format.js';
export { type PlannedOutput, STANDARD_OUTPUT, planOutputs } from './plan-outputs.js';
export { writeAtomically } from './write-atomically.js';
