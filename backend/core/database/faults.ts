/** What a database error means for the walk that met it. Codes: MySQL's errno and client codes, SQLite's result codes. */
interface DriverFault {
  errno?: number;
  code?: string;
  message?: string;
  driverError?: DriverFault;
}

/** Lock wait timed out, deadlock; MariaDB's and MySQL's "record has changed since last read". */
const rivalries = new Set([1205, 1213, 1020]);
/** Shutting down, packets cut short, too many connections, killed, gone away; read-only during a failover. */
const lost = new Set([1040, 1053, 1077, 1158, 1159, 1160, 1161, 1290, 1317, 1836, 1927, 2006, 2013]);
const lostCodes = new Set([
  "PROTOCOL_CONNECTION_LOST",
  "PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR",
  "PROTOCOL_SEQUENCE_TIMEOUT",
  "ECONNRESET",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
]);
const full = new Set([1021, 1041, 1114]);
/** Errors on a file that carry the system's own number: 28 is ENOSPC, 122 EDQUOT. */
const fileErrors = new Set([1026, 1030, 3]);

function faultOf(error: unknown): DriverFault {
  const fault = (error ?? {}) as DriverFault;
  return fault.driverError ?? fault;
}

/** The whole walk may be repeated: it had no effect, or its receipt will tell that it had. */
export function isTransient(error: unknown): boolean {
  const { errno, code = "" } = faultOf(error);
  if (errno !== undefined && (rivalries.has(errno) || lost.has(errno))) return true;
  if (lostCodes.has(code) || code.startsWith("SQLITE_BUSY")) return true;
  return /closed state|Connection lost|Pool is closed/.test(String((error as Error)?.message));
}

export function isDuplicateKey(error: unknown): boolean {
  const { errno, code = "" } = faultOf(error);
  return errno === 1062 || code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY";
}

/** What `provideThat` said is not so: "subquery returns more than 1 row". */
export const isUnmetProvision = (error: unknown): boolean => faultOf(error).errno === 1242;

export function isDiskFull(error: unknown): boolean {
  const { errno, code = "", message = "" } = faultOf(error);
  if (code === "SQLITE_FULL" || code === "ENOSPC" || code === "EDQUOT") return true;
  if (errno === undefined) return false;
  return full.has(errno) || (fileErrors.has(errno) && /\b(?:28|122)\b|No space left|quota/i.test(message));
}
