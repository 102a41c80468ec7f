import type { SideFact } from '../events/side/fact.js';

/** What a reader of a side file gives to the rest of the line. */
export interface SideSink {
  fact(fact: SideFact): void;
  /** Something is wrong with the file, in a sentence without its text: it is cut, or no well-formed XML. */
  problem(sentence: string): void;
  /** How something that the file leaves open was read, in a sentence. */
  note(sentence: string): void;
}

/** A file beside the trace that is a document of one kind from its first character to its last. */
export interface SideDocumentFormat {
  readonly kind: 'document';
  /** Also the name of its folder and its samples. */
  readonly id: string;
  /** What it is, to follow "this is": `the state of the Windows Filtering Platform (netsh wfp show state)`. */
  readonly what: string;
  /** Documentation of the program that writes it. */
  readonly doc: string;
  /** Looks at the first characters of the text only, never at the file's name. */
  sniff(head: string): boolean;
  createReader(sink: SideSink): SideDocumentReader;
}

/** Reads a document in pieces that may be cut anywhere. It never throws on a text. */
export interface SideDocumentReader {
  write(piece: string): void;
  end(): void | Promise<void>;
}

/** Output of a command, read line by line. One file often holds that of several commands, one below the other. */
export interface SideTextFormat {
  readonly kind: 'text';
  readonly id: string;
  readonly what: string;
  readonly doc: string;
  createReader(sink: SideSink): SideTextReader;
}

export interface SideTextReader {
  /** `fact` for a line that states something, `part` for one that belongs to it, null for "not mine". */
  line(text: string, number: number): 'fact' | 'part' | null;
  end(): void;
}

export type SideFormat = SideDocumentFormat | SideTextFormat;
