export interface Peer {
  readonly name: string;
  readonly isFullAnswer: boolean;
  run(file: string): Promise<{ readonly stdout: string; readonly exitCode: number | null }>;
}
export function peers(format: string, encoding: string): Peer[];
