export type Cell = string | number | null;

/** Spreadsheets run a cell that begins with one of these as a formula; in front of an apostrophe they read it as text. */
const isFormula = (text: string) => /^[=+\-@\t\r\n＝＋－＠]/.test(text);

function fieldOf(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = isFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180, with the byte order mark without which Excel takes UTF-8 for something else. */
export function toCsv(rows: Cell[][]): string {
  return `\ufeff${rows.map((row) => `${row.map(fieldOf).join(",")}\r\n`).join("")}`;
}
