/** Fixed text, or a field with the kind of value that stands in its place. */
export type Part =
  | { readonly phrase: string; readonly field?: undefined; readonly kind?: undefined }
  | { readonly field: string; readonly kind: string; readonly phrase?: undefined };

export interface Message {
  readonly ids: readonly number[];
  /** `record`, `what`, `step` and other constants of its section. */
  readonly constants: Readonly<Record<string, string>>;
  readonly parts: readonly Part[];
}

export function readMessages(table: string): Message[];
export function makeGrammar(messages: readonly Message[]): {
  readonly grammar: string;
  readonly phrases: readonly (readonly [string, string, 'strong' | 'weak'])[];
  readonly openings: readonly string[];
};
