/** How much a drop matters: no loss at all, depends on what it hits, or something is broken. */
export type Verdict = 'benign' | 'suspect' | 'fault';
