import { Presets, SingleBar } from "cli-progress";
import type { FileTally, ImportProgress } from "../shop/import/import-folder.ts";

const mostBadRows = 100;

/** A bar on a terminal; elsewhere one plain line a file. */
export function createProgress(isTerminal: boolean) {
  let bar: SingleBar | null = null;
  let shown = "";
  const stop = () => {
    bar?.stop();
    bar = null;
  };
  return {
    report({ file, bytes, totalBytes, rows }: ImportProgress): void {
      if (!isTerminal) {
        if (file !== shown) console.info(`reading ${file}`);
        shown = file;
        return;
      }
      if (file !== shown) {
        stop();
        shown = file;
        const format = `${file.padEnd(14)} {bar} {percentage}% {rows} rows`;
        bar = new SingleBar({ format, hideCursor: true, clearOnComplete: false }, Presets.shades_classic);
        bar.start(totalBytes, 0, { rows: 0 });
      }
      bar?.update(Math.min(bytes, totalBytes), { rows });
    },
    stop,
  };
}

/** A summary a file on stdout, the bad rows on stderr. */
export function printTallies(folder: string, tallies: readonly FileTally[]): void {
  for (const { file, imported, updated, unchanged, bad } of tallies) {
    const counts = `${imported} imported, ${updated} updated, ${unchanged} unchanged, ${bad.length} bad`;
    console.info(`${file}: ${counts}`);
  }
  const bad = tallies.flatMap(({ file, bad: rows }) => rows.map((row) => ({ file, ...row })));
  for (const { file, line, reason } of bad.slice(0, mostBadRows)) {
    console.error(`${folder}/${file}:${line}: ${reason}`);
  }
  if (bad.length > mostBadRows) console.error(`and ${bad.length - mostBadRows} bad rows more`);
}
