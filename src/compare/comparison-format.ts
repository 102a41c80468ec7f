/** What a comparison can be written as. */
export const COMPARISON_FORMATS = ['text', 'json', 'md', 'html'] as const;
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];
