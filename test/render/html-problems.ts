import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The page is written for people to read as a file; blanks at line ends come from the templates.
    'no-trailing-whitespace': 'off',
    'void-style': ['error', { style: 'omit' }],
    // Hashes stand in the policy of the page; integrity is for files that are loaded.
    'require-sri': 'off',
    'long-title': 'off',
  },
});

/** What a validator finds in a page: `line rule: message`. */
export async function htmlProblems(html: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
  );
}
