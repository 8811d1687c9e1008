import { IsNull } from "typeorm";
import { linkPath } from "../contract/link-path.ts";
import { day } from "../core/clock.ts";
import type { Circumstances } from "../core/command.ts";
import type { Reader } from "../core/database/reader.ts";
import { insert, remove, type Write } from "../core/database/writes.ts";
import { sha256 } from "../core/ids.ts";
import { type PersonLinkRow, personLinks } from "./tables.ts";

const linkLength = 7 * day;
const mostLinks = 100;

/** Of a person, or (null) those that make the first admin. */
export function readLinks(reader: Reader, personId: string | null): Promise<PersonLinkRow[]> {
  return reader.many(personLinks, { where: { personId: personId ?? IsNull() }, take: mostLinks });
}

/** A new link takes the place of the earlier ones. `link` is a path on this server, to be shown once. */
export function makeLink(
  personId: string | null,
  earlier: readonly PersonLinkRow[],
  { now, newSecret }: Pick<Circumstances, "now" | "newSecret">,
): { link: string; writes: Write[] } {
  const token = newSecret();
  return {
    link: linkPath(token),
    writes: [
      ...earlier.map(({ id }) => remove(personLinks, { id })),
      insert(personLinks, { id: sha256(token), personId, expiresAt: now + linkLength }),
    ],
  };
}
