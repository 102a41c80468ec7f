/** Hashes of the inlined style and script, as a content security policy writes them: `sha256-…`. */
export interface AssetHashes {
  readonly styleHash: string;
  readonly scriptHash: string;
}

/** Nothing may be loaded and nothing may run except for the two inlined assets. */
export function policyOf(hashes: AssetHashes): string {
  return [
    "default-src 'none'",
    `style-src '${hashes.styleHash}'`,
    `script-src '${hashes.scriptHash}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
