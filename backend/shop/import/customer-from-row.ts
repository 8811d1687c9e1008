import { z } from "zod";
import { address } from "../../contract/fields.ts";
import { badRow } from "./bad-row.ts";
import type { CsvRow } from "./csv-rows.ts";
import { readAddress, readEmail, readInstant, readText, splitList } from "./read-field.ts";
import { line } from "./tally.ts";

export const customerInput = z.object({
  line,
  externalId: z.string().min(1).max(120),
  name: z.string().min(1).max(200),
  email: z.string().max(190),
  phone: z.string().max(40),
  tags: z.array(z.string().max(100)).max(250),
  address: address.nullable(),
  /** When the shop first knew them, where the file says so. */
  since: z.number().int().nullable(),
});
export type CustomerInput = z.infer<typeof customerInput>;

export const customerColumns = [["Customer ID", "Id"], ["Email"]];

export function customerFromRow(row: CsvRow): CustomerInput {
  const externalId = readText(row.get("Customer ID", "Id"), "Customer ID", 120);
  if (externalId === "") badRow("Customer ID is empty");
  const email = readEmail(row.get("Email"), "Email");
  const fullName = [row.get("First Name"), row.get("Last Name")].filter((part) => part !== "").join(" ");
  const name = readText(fullName || email || externalId, "the name", 200);
  const phone = readText(row.get("Phone", "Default Address Phone"), "Phone", 40);
  return {
    line: row.line,
    externalId,
    name,
    email,
    phone,
    tags: readTags(row.get("Tags")),
    address: readAddress({
      name,
      line1: row.get("Default Address Address1", "Address1"),
      line2: row.get("Default Address Address2", "Address2"),
      city: row.get("Default Address City", "City"),
      province: row.get("Default Address Province Code", "Province Code", "Province"),
      zip: row.get("Default Address Zip", "Zip"),
      country: row.get("Default Address Country Code", "Country Code", "Country"),
      phone,
    }),
    since: readInstant(row.get("Created at", "Customer Since"), "Created at"),
  };
}

function readTags(text: string): string[] {
  const tags = splitList(text, /,/);
  if (tags.length > 250) badRow("has more than 250 tags");
  return tags.map((tag) => readText(tag, "a tag", 100));
}
