export class Inputs {
  constructor(folder: string);
  make(name: string, megabytes: number, encoding?: string): Promise<string>;
  generate(
    name: string,
    format: string,
    megabytes: number,
    encoding: string,
    options: readonly string[],
  ): Promise<string>;
  truthOf(file: string): Readonly<Record<string, number>> | null;
}
