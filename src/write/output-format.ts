/** What a report can be written as. */
export type OutputFormat = 'html' | 'json' | 'csv' | 'md' | 'ndjson';

/** In the order in which help and messages list them. Each format's file ending is its name. */
export const OUTPUT_FORMATS: readonly OutputFormat[] = ['html', 'json', 'csv', 'md', 'ndjson'];

/** Other endings that mean one of the formats. */
const OTHER_ENDINGS: Readonly<Record<string, OutputFormat>> = {
  htm: 'html',
  markdown: 'md',
  jsonl: 'ndjson',
};

export function isOutputFormat(name: string): name is OutputFormat {
  return OUTPUT_FORMATS.some((format) => format === name);
}

/** The format that the ending of a file name means, with or without a dot; null for other endings. */
export function formatOfEnding(ending: string): OutputFormat | null {
  const name = ending.replace(/^\./, '').toLowerCase();
  if (isOutputFormat(name)) return name;
  return Object.hasOwn(OTHER_ENDINGS, name) ? (OTHER_ENDINGS[name] ?? null) : null;
}
