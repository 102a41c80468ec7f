import { InputError, type InputErrorCode } from '../../base/errors.js';

/** Members named in a message; the others are counted. */
const NAMED = 3;
const LONGEST_NAME = 120;

/** Why members of an archive are not read. */
export type Refusal =
  | 'unsafe-name'
  | 'long-name'
  | 'encrypted'
  | 'method'
  | 'sizes'
  | 'bomb'
  | 'shared-bytes'
  | 'total';

const WORDS: Readonly<Record<Refusal, { readonly code: InputErrorCode; readonly why: string; readonly next: string }>> =
  {
    'unsafe-name': {
      code: 'limit',
      why: 'the name is absolute or leads out of the archive ("..")',
      next: 'No tool of Windows makes such names: do not unpack this archive before you know where it comes from.',
    },
    'long-name': { code: 'limit', why: 'the name is too long', next: 'Make the archive again with shorter paths.' },
    encrypted: {
      code: 'encrypted',
      why: 'it is encrypted',
      next: 'Unpack the archive with its password and pass the folder.',
    },
    method: {
      code: 'damaged',
      why: 'it is compressed with another method than deflate',
      next: 'Unpack the archive with the program that made it and pass the folder.',
    },
    sizes: { code: 'damaged', why: 'the sizes stated of it contradict each other', next: 'Make the archive again.' },
    bomb: {
      code: 'limit',
      why: 'it would unpack to far more than its size, as no log does (a zip bomb)',
      next: 'If it is a log after all, unpack it and pass the folder.',
    },
    'shared-bytes': {
      code: 'limit',
      why: 'its bytes belong to another member, too (a zip bomb)',
      next: 'Do not unpack this archive before you know where it comes from.',
    },
    total: {
      code: 'limit',
      why: 'the members before it already unpack to as much as an archive may (a zip bomb)',
      next: 'If these are logs after all, unpack the archive and pass the folder.',
    },
  };

/** Counts refused members by reason: an archive can have thousands, and one message for each would be an attack, too. */
export class RefusedMembers {
  readonly #found = new Map<Refusal, { count: number; readonly names: string[] }>();

  add(refusal: Refusal, name: string): void {
    const entry = this.#found.get(refusal) ?? { count: 0, names: [] };
    entry.count++;
    if (entry.names.length < NAMED) entry.names.push(short(name));
    this.#found.set(refusal, entry);
  }

  /** One error for each reason. */
  errors(archivePath: string): readonly InputError[] {
    return [...this.#found].map(([refusal, { count, names }]) => {
      const { code, why, next } = WORDS[refusal];
      const more = count > names.length ? ` and ${count - names.length} more` : '';
      const subject = `${names.map((name) => `"${name}"`).join(', ')}${more}`;
      return new InputError(archivePath, code, `${archivePath}: ${subject} not read: ${why}.`, [next]);
    });
  }
}

function short(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`;
}
