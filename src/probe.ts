import { DEFAULT_OPTIONS } from './analysis.js';
import { InputError } from './base/errors.js';
import { isTimeOfDay } from './base/time.js';
import { sideKind } from './classify/side/side-kind.js';
import { hostNameIn } from './collect/host-name.js';
import type { Probed } from './collect/probe.js';
import { recordLook } from './collect/record-look.js';
import { createDecoder, sniffEncoding } from './decode/index.js';
import { sideFormats } from './formats/side-registry.js';
import { analyze } from './pipeline.js';
import { type InputHead, type InputSource, displayName, readHead, refusalOfHead } from './read/index.js';

/**
 * Says what a file is, by its first bytes. What looks like a record there runs through the whole analysis: what that refuses
 * is no trace.
 *
 * @throws {InputError} when it cannot be read.
 */
export async function probe(source: InputSource, encoding: string | null = null): Promise<Probed> {
  const head = await readHead(source);
  const path = displayName(source);
  const sizeBytes = head.sizeBytes ?? 0;
  if (isZip(head.bytes)) return { kind: 'zip', sizeBytes };
  const refused = refusalOfHead(head.bytes, path);
  if (refused !== null) return { kind: 'not-ours', sizeBytes, refusal: refused, hostName: null };
  const text = textOf(head.bytes, encoding);
  const look = recordLook(text);
  const trace = look === 'none' ? null : await traceIn(head, path, encoding);
  if (trace !== null) return { kind: 'trace', sizeBytes, ...trace };
  // The first records of a NetTrace may all be of other providers.
  if (look === 'stamped') return { kind: 'trace', sizeBytes, firstTime: null, captureBuild: null };
  const hostName = hostNameIn(text);
  if (sideKind(text, sideFormats) !== null) return { kind: 'side', sizeBytes, hostName };
  const otherText = new InputError(path, 'not-recognised', `${path} is a text of another kind.`, [
    'Pass PktMon.txt, made with: pktmon etl2txt PktMon.etl --out PktMon.txt',
  ]);
  return { kind: 'not-ours', sizeBytes, refusal: otherText, hostName };
}

async function traceIn({ bytes }: InputHead, path: string, encoding: string | null) {
  const { report } = await analyze([{ path, bytes }], { ...DEFAULT_OPTIONS, encoding });
  const [input] = report.case.inputs;
  if (input === undefined) return null;
  const { firstTime, captureBuild } = input;
  return { firstTime: firstTime === null || isTimeOfDay(firstTime) ? null : firstTime, captureBuild };
}

/** An archive with at least one file, and no document that only uses the format: `[Content_Types].xml`, `mimetype`, `META-INF/`. */
function isZip(head: Uint8Array): boolean {
  const start = Buffer.from(head.subarray(0, 60)).toString('latin1');
  return start.startsWith('PK\x03\x04') && !/^(?:\[Content_Types\]\.xml|mimetype|META-INF\/)/.test(start.slice(30));
}

function textOf(head: Uint8Array, encoding: string | null): string {
  const decoder = createDecoder(sniffEncoding(head, encoding).name);
  return Buffer.from(decoder.decode(head, true)).toString('utf8');
}
