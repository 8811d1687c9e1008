import mysql, { type RowDataPacket } from "mysql2";

interface Line {
  pair: string;
  text: string;
}

export interface LineTable {
  /** Calls back when the line is durable. */
  keep(line: Line, onKept: () => void): void;
}

/**
 * The least that makes a message durable: one connection, and one insert of many rows that is its own transaction. While one is
 * being committed the next one gathers.
 */
export async function openLineTable(url: string): Promise<LineTable> {
  // Without promises where it counts: the reference is to be as quick as it can be.
  const connection = mysql.createConnection(url);
  const opening = connection.promise();
  const [[setting]] = await opening.query<RowDataPacket[]>(
    "SELECT @@innodb_flush_log_at_trx_commit AS `flush`",
  );
  if (Number(setting?.flush) !== 1)
    throw new Error("innodb_flush_log_at_trx_commit must be 1: else it is no floor");
  await opening.query(
    "CREATE TABLE `lines` (`id` BIGINT AUTO_INCREMENT PRIMARY KEY, `pair` VARCHAR(36), `text` TEXT, `at` BIGINT)",
  );
  let gathered: { line: Line; onKept: () => void }[] = [];
  let isCommitting = false;

  function commit(): void {
    const batch = gathered;
    gathered = [];
    isCommitting = true;
    const at = Date.now();
    const rows = batch.map(({ line }) => [line.pair, line.text, at]);
    connection.query("INSERT INTO `lines` (`pair`, `text`, `at`) VALUES ?", [rows], (error) => {
      if (error !== null) throw error;
      isCommitting = false;
      if (gathered.length > 0) commit();
      for (const { onKept } of batch) onKept();
    });
  }

  return {
    keep(line, onKept) {
      gathered.push({ line, onKept });
      if (gathered.length > 1 || isCommitting) return;
      // Those who arrive in the same turn of the event loop share the first one.
      setImmediate(() => {
        if (!isCommitting && gathered.length > 0) commit();
      });
    },
  };
}
