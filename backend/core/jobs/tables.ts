import { column } from "../database/columns.ts";
import { defineTable } from "../database/table.ts";
import type { Job } from "./job.ts";

export const jobs = defineTable<Job>("jobs", {
  columns: {
    id: column.key(),
    kind: column.text(60),
    payload: column.json(),
    dueAt: column.at(),
    attempt: column.int(),
    createdAt: column.at(),
    lastError: column.optional(column.text(500)),
  },
  indexes: [["dueAt"]],
  lockRank: "job",
});
