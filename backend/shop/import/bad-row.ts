/** Why a row of a file cannot be taken, in words for the person who exported it. */
export class BadRow extends Error {
  /** The file's line, where it is not the line on which the row begins. */
  readonly line: number | null;

  constructor(reason: string, line: number | null = null) {
    super(reason);
    this.name = "BadRow";
    this.line = line;
  }
}

export function badRow(reason: string, line: number | null = null): never {
  throw new BadRow(reason, line);
}
