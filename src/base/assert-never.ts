/** Ends every `switch` over a union: the compiler complains here when a member is not handled. */
export function assertNever(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
