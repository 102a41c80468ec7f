import { sameAsPlainNearley } from './same-as-plain-nearley.js';

sameAsPlainNearley('nettrace-stamp');
sameAsPlainNearley('trace-header');
