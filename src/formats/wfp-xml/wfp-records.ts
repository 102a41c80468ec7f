import type { SideFact } from '../../events/side/fact.js';
import { parseSideTime } from '../side-time.js';
import type { SideDocumentReader, SideSink } from '../side-format.js';
import { FragmentReader } from './fragment-reader.js';
import { textOfHex } from './hex-text.js';
import { blockedOfNetEvent, NET_EVENT_PATHS } from './net-event.js';
import { RecordReader, type RecordShape, type XmlRecord } from './record-reader.js';

const SHAPE: RecordShape = {
  lists: new Set(['filters', 'providers', 'providerContexts', 'subLayers', 'layers', 'netEvents', 'events']),
  records: new Set(['netEvent']),
  paths: new Set([
    'filterId',
    'displayData/name',
    'displayData/description',
    'providerKey',
    'layerKey',
    'subLayerKey',
    'action/type',
    'flags/item',
    'providerContextKey',
    'dataBuffer/data',
    'serviceName',
    'layer/layerKey',
    'layer/layerId',
    ...NET_EVENT_PATHS,
  ]),
};

/** Reads every file of `netsh wfp`: what a record is, is told by what it holds. */
export class WfpReader implements SideDocumentReader {
  readonly #reader: FragmentReader;

  constructor(sink: SideSink) {
    const records = new RecordReader(
      SHAPE,
      (record) => {
        const fact = factOf(record);
        if (fact !== null) sink.fact(fact);
      },
      (name, text, line) => {
        if (name === 'timeStamp') sink.fact({ kind: 'wfp-state', line, takenAt: parseSideTime(text)?.at ?? null });
      },
    );
    this.#reader = new FragmentReader(records, (sentence) => sink.problem(sentence));
  }

  write(piece: string): void {
    this.#reader.write(piece);
  }

  end(): void {
    this.#reader.end();
  }
}

function factOf(record: XmlRecord): SideFact | null {
  if (record.has('header/timeStamp') || record.has('header/localPort')) return blockedOfNetEvent(record);
  if (record.has('filterId') && record.has('action/type')) return filterOf(record);
  const name = record.text('displayData/name');
  if (record.has('layer/layerKey')) {
    const id = record.text('layer/layerId');
    if (!/^\d{1,9}$/.test(id)) return null;
    return { kind: 'wfp-layer', line: record.line, key: record.text('layer/layerKey'), id: Number(id) };
  }
  if (record.has('dataBuffer/data') && record.has('providerContextKey')) {
    const text = textOfHex(record.text('dataBuffer/data'));
    const storesOrigin = record.text('displayData/description') === 'Stores filter origin';
    return { kind: 'wfp-context', line: record.line, key: record.text('providerContextKey'), storesOrigin, text };
  }
  if (record.list === 'subLayers') {
    return { kind: 'wfp-sublayer', line: record.line, key: record.text('subLayerKey'), name };
  }
  if (record.list !== 'providers') return null;
  return {
    kind: 'wfp-provider',
    line: record.line,
    key: record.text('providerKey'),
    name,
    description: record.text('displayData/description'),
    service: record.text('serviceName'),
  };
}

function filterOf(record: XmlRecord): SideFact | null {
  const id = record.text('filterId');
  if (!/^\d{1,20}$/.test(id)) return null;
  return {
    kind: 'wfp-filter',
    line: record.lineOf('filterId'),
    id,
    name: record.text('displayData/name'),
    description: record.text('displayData/description'),
    providerKey: record.text('providerKey'),
    layerKey: record.text('layerKey'),
    subLayerKey: record.text('subLayerKey'),
    action: record.text('action/type'),
    hasOrigin: record.text('flags/item').includes('FWPM_FILTER_FLAG_HAS_FILTER_ORIGIN'),
    contextKey: record.text('providerContextKey'),
  };
}
