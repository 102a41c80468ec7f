import { damaged } from './damaged.js';
import { forms } from './forms.js';
import { languages } from './languages.js';
import { localCauses } from './local-causes.js';
import { noFault } from './no-fault.js';
import { pathCauses } from './path-causes.js';
import { remoteCauses } from './remote-causes.js';
import { resets } from './resets.js';
import type { Sample } from './sample.js';
import { twoCauses } from './two-causes.js';

/** All committed samples of PktMon.txt, in the order of `samples/README.md`. */
export function allSamples(): readonly Sample[] {
  return [
    ...localCauses(),
    ...remoteCauses(),
    ...pathCauses(),
    ...resets(),
    ...twoCauses(),
    ...noFault(),
    ...languages(),
    ...forms(),
    ...damaged(),
  ];
}
