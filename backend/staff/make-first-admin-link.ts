import { nothing } from "../contract/declaration.ts";
import { minute } from "../core/clock.ts";
import { type Decision, defineCommand } from "../core/command.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { insert, remove, update } from "../core/database/writes.ts";
import { makeLink, readLinks } from "./links.ts";
import { type PersonLinkRow, people, personLinks } from "./tables.ts";

/** No link (a link's id is a digest), but the row that nodes which start at once take their turn by. */
const turnId = "first-admin";
/** Nodes that start within this time start at once: one of them has said the link. */
const atOnce = minute;

export interface FirstAdminLink {
  /** The path by which the first admin is made. */
  link: string | null;
  /** Another node made one just now, and has said it. */
  isSaidElsewhere: boolean;
}

async function lockTurn(tx: Transaction): Promise<PersonLinkRow> {
  const found = await tx.lock(personLinks, turnId);
  if (found !== null) return found;
  const fresh: PersonLinkRow = { id: turnId, personId: null, expiresAt: 0 };
  tx.apply([insert(personLinks, fresh)]);
  await tx.flush();
  return fresh;
}

/** At the start of an installation without people; it needs no link once somebody is there. */
export const makeFirstAdminLink = defineCommand({
  name: "staff.make-first-admin-link",
  isAnswerSecret: true,
  who: ["system"],
  input: nothing,
  async load(tx) {
    const turn = await lockTurn(tx);
    const links = (await readLinks(tx, null)).filter(({ id }) => id !== turnId);
    return { turn, links, peopleCount: await tx.count(people, {}) };
  },
  decide({ turn, links, peopleCount }, _input, _actor, circumstances): Decision<FirstAdminLink> {
    if (peopleCount > 0) {
      return {
        answer: { link: null, isSaidElsewhere: false },
        writes: [remove(personLinks, { id: turnId })],
      };
    }
    const { now } = circumstances;
    if (turn.expiresAt > now) return { answer: { link: null, isSaidElsewhere: true } };
    const { link, writes } = makeLink(null, links, circumstances);
    const taken = update(personLinks, { id: turnId }, { expiresAt: now + atOnce });
    return { answer: { link, isSaidElsewhere: false }, writes: [...writes, taken] };
  },
});
