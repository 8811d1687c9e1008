import { type Logger, pino } from "pino";

export type Log = Logger;

/** Structured lines with ids; message texts and secrets are never given to it, and what slips through by name is cut. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: undefined,
    serializers: { err: plainError },
    redact: {
      paths: ["*.password", "*.secret", "*.token", "*.text", "*.authorization", "*.cookie", "req.headers"],
      censor: "[cut]",
    },
  });
}

interface Fault extends Error {
  code?: unknown;
  /** Of a statement that failed. */
  query?: unknown;
  driverError?: { code?: unknown };
}

/**
 * What an error is and where it came from. Not what it carries: a statement that failed brings its parameters along,
 * and MySQL quotes them in its message, which are shoppers' words.
 */
export function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, code, query, driverError, cause, stack = "" } = error as Fault;
  const isOfDatabase = typeof query === "string" || driverError !== undefined;
  const message = isOfDatabase ? error.message.replace(/(['"`]).*\1/gs, "$1…$1") : error.message;
  return {
    type: name,
    message,
    code: code ?? driverError?.code,
    ...(typeof query === "string" ? { query: query.slice(0, 500) } : {}),
    ...(cause instanceof Error ? { cause: plainError(cause) } : {}),
    stack: stack
      .split("\n")
      .filter((line) => /^\s+at /.test(line))
      .join("\n"),
  };
}
