import { sameAsPlainNearley } from './same-as-plain-nearley.js';

sameAsPlainNearley('nettrace-message');
