import type { SideDocumentFormat } from '../side-format.js';
import { fromRoot } from '../wfp-xml/prolog.js';
import { WfpReader } from '../wfp-xml/wfp-records.js';

/** `netsh wfp show state`: every filter with its layer, provider and (Windows 11, Server 2022) origin. */
export const wfpState: SideDocumentFormat = {
  kind: 'document',
  id: 'wfp-state',
  what: 'the state of the Windows Filtering Platform (netsh wfp show state)',
  doc: 'https://learn.microsoft.com/windows/win32/fwp/object-model',
  sniff: (head) => /^<wfpstate[\s>/]/i.test(fromRoot(head)),
  createReader: (sink) => new WfpReader(sink),
};
