import { nothing } from "../contract/declaration.ts";
import { type Decision, defineCommand } from "../core/command.ts";
import { makeLink, readLinks } from "./links.ts";
import { people } from "./tables.ts";

/** At the start of an installation without people: `link` is the path by which the first admin is made, else null. */
export const makeFirstAdminLink = defineCommand({
  name: "staff.make-first-admin-link",
  isAnswerSecret: true,
  who: ["system"],
  input: nothing,
  load: async (tx) => ({ peopleCount: await tx.count(people, {}), links: await readLinks(tx, null) }),
  decide({ peopleCount, links }, _input, _actor, circumstances): Decision<{ link: string | null }> {
    if (peopleCount > 0) return { answer: { link: null } };
    const { link, writes } = makeLink(null, links, circumstances);
    return { answer: { link }, writes };
  },
});
