import { sameAsPlainNearley } from './same-as-plain-nearley.js';

sameAsPlainNearley('pktmon-text-detail');
