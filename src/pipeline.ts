import { CaseBuilder } from './aggregate/case-builder.js';
import type { InputSummary } from './aggregate/case.js';
import { inputSummary } from './aggregate/input-summary.js';
import { selector } from './aggregate/selection.js';
import { type Analysis, type AnalyzeOptions, DEFAULT_OPTIONS } from './analysis.js';
import { InputError } from './base/errors.js';
import { VERSION } from './base/version.js';
import { RecordRouter } from './classify/record-router.js';
import { refuseText } from './classify/refuse-text.js';
import { createDecoder, sniffEncoding } from './decode/index.js';
import { diagnose } from './diagnose/diagnose.js';
import { formats } from './formats/registry.js';
import { LineSplitter } from './lines/line-splitter.js';
import { type InputSource, openInput } from './read/index.js';

/**
 * The whole run, from sources to a report. What cannot be read is in `failures`; the rest is in the report all the same.
 * @throws UsageError for options that cannot be understood.
 */
export async function analyze(
  sources: readonly InputSource[],
  options: AnalyzeOptions = DEFAULT_OPTIONS,
): Promise<Analysis> {
  const builder = new CaseBuilder();
  const inputs: InputSummary[] = [];
  const failures: InputError[] = [];
  for (const source of sources) {
    builder.beginInput(inputs.length);
    try {
      const { summary, failure } = await readInput(source, builder, options);
      inputs.push(summary);
      if (failure !== null) failures.push(failure);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failures.push(error);
    }
  }
  const aggregate = builder.finish(inputs);
  const diagnosis = diagnose(aggregate);
  return {
    report: { case: aggregate, diagnosis, generator: { name: 'etlreport', version: VERSION }, top: options.top },
    failures,
  };
}

/** read -> decode -> lines -> classify -> parse -> events -> aggregate, for one input. */
async function readInput(
  source: InputSource,
  builder: CaseBuilder,
  options: AnalyzeOptions,
): Promise<{ summary: InputSummary; failure: InputError | null }> {
  const isSelected = selector(options.selection);
  const input = await openInput(source);
  const encoding = sniffEncoding(input.head, options.encoding).name;
  const decoder = createDecoder(encoding);
  const router = new RecordRouter(formats, builder.inputIndex, (event, verbatim) => {
    if (isSelected(event)) builder.add(event, verbatim);
  });
  const lines = new LineSplitter((bytes, start, end, terminated) => {
    router.line({ bytes: bytes.toString('latin1', start, end), number: lines.lineNumber, terminated }, lines.isCut);
  });
  let sizeBytes = 0;
  let failure: InputError | null = null;
  try {
    for await (const block of input.blocks()) {
      lines.push(decoder.decode(block, false));
      sizeBytes += block.length;
      options.onProgress?.({ path: input.path, bytesRead: sizeBytes, sizeBytes: input.sizeBytes });
    }
  } catch (error) {
    // What was read before the disk or the network failed still counts.
    if (!(error instanceof InputError) || sizeBytes === 0) throw error;
    failure = error;
  } finally {
    await input.close();
  }
  lines.push(decoder.decode(new Uint8Array(0), true));
  lines.end();
  const routed = router.end();
  const head = Buffer.from(createDecoder(encoding).decode(input.head, true)).toString();
  const refused = refuseText(routed, head, input.path);
  if (refused !== null) throw refused;
  const read = {
    path: input.path,
    sizeBytes,
    encoding,
    replacements: decoder.replacements(),
    brokenOff: failure?.message ?? null,
  };
  return { summary: inputSummary(read, routed, builder.endInput()), failure };
}
