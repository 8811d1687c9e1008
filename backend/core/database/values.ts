import { escape as quote } from "mysql2";

/** How values get into a statement. Statements are said with it one after the other, each ended by `take`. */
export interface Values {
  /** What stands in the text for a value as drivers take it (rows.ts). */
  say(value: unknown): string;
  /** How many characters of texts this statement has by now. */
  size(): number;
  /** Ends the statement. Null: its values stand in its text. */
  take(): unknown[] | null;
}

/** As marks, which the driver fills. */
export function besideText(): Values {
  let parameters: unknown[] = [];
  let size = 0;
  return {
    say(value) {
      parameters.push(value);
      if (typeof value === "string") size += value.length;
      return "?";
    },
    size: () => size,
    take() {
      const taken = parameters;
      parameters = [];
      size = 0;
      return taken;
    },
  };
}

/** Written out where they stand, for MySQL, when many statements cross at once: to fill in marks afterwards takes three times as long. */
export function inText(): Values {
  let size = 0;
  return {
    say(value) {
      const text = written(value);
      size += text.length;
      return text;
    },
    size: () => size,
    take() {
      size = 0;
      return null;
    },
  };
}

/** Of these nothing ends a text or begins an escape, whichever way the server is set: most ids and names, and all numbers. */
const isPlain = /^[ -&(-[\]-~]*$/;

/** Whatever is not plain is quoted by the driver; a number cannot be anything else. */
export function written(value: unknown): string {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && isPlain.test(value) ? `'${value}'` : quote(value as string | null);
}
