import { z } from "zod";
import { anyStaff, declare, nothing } from "../declaration.ts";
import { id, instant } from "../fields.ts";

export const absenceCommands = {
  "person.name-delegate": declare({
    summary:
      "Names who answers requests in one's own place from one moment until another; null: nobody. A supervisor names another.",
    who: anyStaff,
    input: z.object({ absence: z.object({ delegateId: id, from: instant, until: instant }).nullable() }),
    answer: nothing,
  }),
};
