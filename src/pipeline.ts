import { CaseBuilder } from './aggregate/case-builder.js';
import type { InputSummary } from './aggregate/case.js';
import { inputSummary } from './aggregate/input-summary.js';
import { type Selector, selector } from './aggregate/selection.js';
import { readBeside } from './aggregate/side/read-beside.js';
import { SideBuilder } from './aggregate/side/side-builder.js';
import { type Analysis, type AnalyzeOptions, DEFAULT_OPTIONS, isReadOnce } from './analysis.js';
import { InputError } from './base/errors.js';
import { refuseText } from './classify/refuse-text.js';
import { createDecoder, sniffEncoding } from './decode/index.js';
import { diagnose } from './diagnose/diagnose.js';
import { type Event, plainEvent } from './events/event.js';
import type { Verbatim } from './events/evidence.js';
import { formats } from './formats/registry.js';
import { sideFormats } from './formats/side-registry.js';
import { DependentRecords } from './ranges/read-ranges.js';
import { readRecords } from './ranges/read-records.js';
import { addCounts, NOTHING_PARSED } from './base/parse-counts.js';
import { type InputSource, type OpenInput, openInput, pacedBlocks } from './read/index.js';
import { newReport } from './render/report.js';

/**
 * The whole run, from sources to a report. What cannot be read is in `failures`; the rest is in the report all the same.
 * @throws {UsageError} for options that cannot be understood.
 */
export async function analyze(sources: readonly InputSource[], asked = DEFAULT_OPTIONS): Promise<Analysis> {
  const options = { inTurn: isReadOnce(sources, asked), ...asked };
  const select = selector(options.selection);
  const builder = new CaseBuilder(select);
  const side = new SideBuilder();
  const inputs: InputSummary[] = [];
  const failures: InputError[] = [];
  let parsing = NOTHING_PARSED;
  for (const source of sources) {
    builder.beginInput(inputs.length);
    try {
      const input = await openInput(source);
      const read = await readInput(input, builder, side, select, options).finally(() => input.close());
      inputs.push(read.summary);
      if (read.failure !== null) failures.push(read.failure);
      if ('parsing' in read) parsing = addCounts(parsing, read.parsing);
    } catch (error) {
      if (error instanceof DependentRecords) return analyze(sources, { ...options, inTurn: true });
      if (!(error instanceof InputError)) throw error;
      failures.push(error);
    }
  }
  failures.push(...side.refuseAlone(inputs));
  const aggregate = side.join(builder.finish(side.reportable(inputs), side.ownAddresses));
  return { report: newReport(aggregate, diagnose(aggregate), options.top), failures, parsing };
}

/** read -> decode -> lines -> classify -> parse -> events -> aggregate, for one input. */
async function readInput(
  input: OpenInput,
  builder: CaseBuilder,
  side: SideBuilder,
  select: Selector,
  options: AnalyzeOptions,
) {
  const { path, head, sizeBytes } = input;
  const onBlock = (bytesRead: number) => options.onProgress?.({ path, bytesRead, sizeBytes });
  const beside = await readBeside(input, sideFormats, side, builder.inputIndex, options.encoding, onBlock);
  if (beside !== null) return beside;
  const encoding = sniffEncoding(head, options.encoding).name;
  const onEvent = (event: Event, verbatim: Verbatim) => {
    builder.add(event, verbatim);
    if (options.onEvent !== undefined && select.event(event)) options.onEvent(plainEvent(event));
  };
  const blocks = options.ready === undefined ? input.blocks() : pacedBlocks(input.blocks(), options.ready);
  const plan = { ...options, formats, encoding, input: builder.inputIndex, dropsOnly: select.dropsOnly };
  const { routed, ...read } = await readRecords(input, blocks, plan, onEvent, onBlock);
  const refused = refuseText(routed, Buffer.from(createDecoder(encoding).decode(head, true)).toString(), path);
  if (refused !== null) throw refused;
  const facts = { path, encoding, ...read };
  return { summary: inputSummary(facts, routed, builder.endInput()), failure: read.failure, parsing: routed.parsing };
}
