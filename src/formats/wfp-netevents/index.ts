import type { SideDocumentFormat } from '../side-format.js';
import { fromRoot } from '../wfp-xml/prolog.js';
import { WfpReader } from '../wfp-xml/wfp-records.js';

/** `netsh wfp show netevents`, and the XML of `netsh wfp capture` (wfpdiag.xml), which holds filters, too. */
export const wfpNetEvents: SideDocumentFormat = {
  kind: 'document',
  id: 'wfp-netevents',
  what: 'events of the Windows Filtering Platform (netsh wfp show netevents, or wfpdiag.xml of netsh wfp capture)',
  doc: 'https://learn.microsoft.com/windows/security/operating-system-security/network-security/windows-firewall/troubleshooting-uwp-firewall',
  sniff: (head) => /^<(?:(?:wfpdiag|netEvents?|wfpcapture)[\s>/]|item>\s*<header>)/i.test(fromRoot(head)),
  createReader: (sink) => new WfpReader(sink),
};
