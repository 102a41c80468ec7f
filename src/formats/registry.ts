import type { LogFormat } from './log-format.js';
import { nettraceText } from './nettrace-text/index.js';
import { pktmonText } from './pktmon-text/index.js';

/** Every format this program reads. A provider belongs to one format; an input with records of several is named for the first here. */
export const formats: readonly LogFormat[] = [pktmonText, nettraceText];
