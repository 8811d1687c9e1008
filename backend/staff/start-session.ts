import { z } from "zod";
import { id } from "../contract/fields.ts";
import { defineCommand } from "../core/command.ts";
import { refuse } from "../core/refusal.ts";
import { openSession, readSessions } from "./sessions.ts";
import { people } from "./tables.ts";

/** SHA-256 in hex: how tokens are kept. */
export const tokenHash = z.string().regex(/^[0-9a-f]{64}$/);

/** For the door, after it has checked the password against `passwordHash`, which must still be the person's. */
export const startSession = defineCommand({
  name: "session.start",
  who: ["system"],
  input: z.object({ personId: id, passwordHash: z.string(), sessionId: tokenHash }),
  async load(tx, { personId }) {
    const person = await tx.lock(people, personId);
    return { person, sessions: await readSessions(tx, personId) };
  },
  decide({ person, sessions }, { passwordHash, sessionId }, _actor, { now }) {
    if (person === null || !person.isActive || person.passwordHash !== passwordHash) {
      refuse("sign_in_failed", {});
    }
    return {
      answer: { personId: person.id },
      writes: openSession({ id: sessionId, personId: person.id }, sessions, now),
    };
  },
});
