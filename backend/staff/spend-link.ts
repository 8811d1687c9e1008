import { z } from "zod";
import { email, shortText } from "../contract/fields.ts";
import { topic } from "../contract/sockets.ts";
import { defineCommand } from "../core/command.ts";
import { insert, remove, update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { readLinks } from "./links.ts";
import { closeSessions, openSession, readSessions } from "./sessions.ts";
import { tokenHash } from "./start-session.ts";
import { people, personLinks } from "./tables.ts";

/** Sets a password by a one-time link, or makes the first admin, and signs in. `admin` is for the first admin alone. */
export const spendLink = defineCommand({
  name: "link.use",
  who: ["system"],
  input: z.object({
    linkId: tokenHash,
    passwordHash: z.string().max(255),
    sessionId: tokenHash,
    admin: z.object({ email, name: shortText }).nullable(),
  }),
  async load(tx, { linkId }) {
    const found = await tx.one(personLinks, { id: linkId });
    if (found === null) refuse("link_expired", {});
    const rivals = await readLinks(tx, found.personId);
    // All of them, so that two links for the first admin do not make two.
    const links = await tx.lockAll(personLinks, [linkId, ...rivals.map(({ id }) => id)]);
    const { personId } = found;
    const person = personId === null ? null : await tx.lock(people, personId);
    const sessions = personId === null ? [] : await readSessions(tx, personId);
    return { links, person, sessions, peopleCount: await tx.count(people, {}) };
  },
  decide(loaded, { linkId, passwordHash, sessionId, admin }, _actor, { now, newId }) {
    const link = loaded.links.find(({ id }) => id === linkId);
    if (link === undefined || link.expiresAt <= now) refuse("link_expired", {});
    const personId = link.personId ?? newId();
    // Whoever got in by the password of before is out: a new one is chosen because the old one may be known.
    const closed = closeSessions(loaded.sessions.map(({ id }) => id));
    const done = {
      answer: { personId },
      tell: [...closed.tell, toStaff(topic.staff)],
    };
    const always = [
      ...loaded.links.map(({ id }) => remove(personLinks, { id })),
      ...closed.writes,
      ...openSession({ id: sessionId, personId }, [], now),
    ];
    if (link.personId === null) {
      if (loaded.peopleCount > 0) refuse("link_expired", {});
      if (admin === null) refuse("malformed", { issues: [{ path: "email", message: "required" }] });
      const first = { id: personId, ...admin, role: "admin" as const, departmentIds: [], passwordHash };
      return { ...done, writes: [...always, insert(people, { ...first, isActive: true, createdAt: now })] };
    }
    if (loaded.person === null || !loaded.person.isActive) refuse("link_expired", {});
    return { ...done, writes: [...always, update(people, { id: personId }, { passwordHash })] };
  },
});
