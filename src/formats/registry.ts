import type { LogFormat } from './log-format.js';
import { nettraceText } from './nettrace-text/index.js';
import { pktmonText } from './pktmon-text/index.js';

/** Every format this program reads. The order does not matter: a provider belongs to one format. */
export const formats: readonly LogFormat[] = [pktmonText, nettraceText];
