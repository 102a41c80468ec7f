export function answerOf(stdout: string): string;
export function ownAnswer(stdout: string): string;
export function trueAnswer(truth: Readonly<Record<string, number>>): string;
