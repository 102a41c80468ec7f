import { advanceSequence, sequenceDistance } from '../observed/sequence-number.js';
import type { Resend } from './resend.js';

/** Could this line of a mechanism speak of a send that another line told already? */
export function isSame(known: Resend, sequence: number | null): boolean {
  return known.sequence === null || sequence === null || known.sequence === sequence;
}

/** Does this send still wait for a send event with this sequence number? Data announced in one line may leave in several. */
export function wants(known: Resend, sequence: number): boolean {
  if (known.kind === 'syn') return false;
  if (known.sequence === null) return true;
  if (known.sentBytes === 0) return known.sequence === sequence;
  return known.sentBytes < known.announcedBytes && advanceSequence(known.sequence, known.sentBytes) === sequence;
}

/** Is this mark about a send that is known already? */
export function isMarkOf(known: Resend, sequence: number): boolean {
  if (known.kind === 'syn') return false;
  if (known.sequence === null) return known.markedBytes === 0;
  const offset = sequenceDistance(known.sequence, sequence);
  const size = Math.max(known.sentBytes, known.announcedBytes, 1);
  return (
    offset >= 0 &&
    offset >= known.markedBytes &&
    (offset < size || (offset === known.markedBytes && known.sentBytes === 0))
  );
}
