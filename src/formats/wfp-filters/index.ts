import type { SideDocumentFormat } from '../side-format.js';
import { fromRoot } from '../wfp-xml/prolog.js';
import { WfpReader } from '../wfp-xml/wfp-records.js';

/** `netsh wfp show filters`: filters without provider contexts, so their origins cannot be told. */
export const wfpFilters: SideDocumentFormat = {
  kind: 'document',
  id: 'wfp-filters',
  what: 'the filters of the Windows Filtering Platform (netsh wfp show filters)',
  doc: 'https://learn.microsoft.com/windows/win32/fwp/object-model',
  sniff: (head) => /^(?:<wfpdiag[^>]{0,200}>\s*)?<filters[\s>/]/i.test(fromRoot(head)),
  createReader: (sink) => new WfpReader(sink),
};
