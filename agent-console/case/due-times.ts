export type DueChoice = "dueInTwoHours" | "dueToday" | "dueTomorrow" | "dueOther";

const hour = 3_600_000;
const evening = 18;

function at(now: number, daysOn: number, hours: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + daysOn);
  return day.setHours(hours, 0, 0, 0);
}

/** The times that are offered at this hour, in the reader's zone: "today" only while it lies well ahead. */
export function dueChoices(now: number): DueChoice[] {
  const isEveningAhead = at(now, 0, evening) - now > 2 * hour;
  return ["dueInTwoHours", ...(isEveningAhead ? (["dueToday"] as const) : []), "dueTomorrow", "dueOther"];
}

export function dueTime(choice: Exclude<DueChoice, "dueOther">, now: number): number {
  if (choice === "dueInTwoHours") return now + 2 * hour;
  return choice === "dueToday" ? at(now, 0, evening) : at(now, 1, 12);
}

/** As `<input type="datetime-local">` writes a time. */
export function localInput(time: number): string {
  const shifted = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
