import type { EntityManager } from "typeorm";
import type { Statement } from "./statements.ts";
import { besideText, type Values } from "./values.ts";

/** The way of a transaction's statements to the database. */
export interface Line {
  /** Carries them out in their order and says what each found; after one that fails none is carried out. */
  run(statements: readonly Statement[]): Promise<object[][]>;
  /** How many rows of values are best said on it. */
  values: Values;
  /** Resolves when what goes past this line, over the same connection, is within the transaction too. */
  ready(): Promise<void>;
}

/** One statement after the other, in a transaction that has begun. */
export function plainLine(manager: EntityManager): Line {
  return {
    async run(statements) {
      const found: object[][] = [];
      for (const { sql, parameters } of statements) found.push(await manager.query(sql, parameters ?? []));
      return found;
    },
    values: besideText(),
    ready: async () => undefined,
  };
}
