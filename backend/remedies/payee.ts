import { In } from "typeorm";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { customers } from "../shop/tables.ts";
import type { Case } from "./lock-case.ts";

const most = 50;
/** Shorter ones are extensions and blanks, and would make strangers one. */
const leastDigits = 7;
/** As many as make a national number: with so many in common it is the same one with and without its country. */
const leastNational = 9;

/** Dots and capitals are not everywhere the same mailbox: only what every mailbox takes for one is made one. */
const mailboxOf = (email: string): string => email.normalize("NFKC").trim().toLowerCase();

/**
 * The digits without what is dialled before them (+, 00, a national 0) and without an extension; wide digits are digits.
 * Empty for what is too short to tell people apart.
 */
function digitsOf(phone: string): string[] {
  const [number = ""] = phone.normalize("NFKC").split(/[a-z#;,]/i);
  const digits = number.replace(/\D/g, "").replace(/^0+/, "");
  return digits.length < leastDigits ? [] : [digits];
}

/** With and without the country's code. */
function isSameNumber(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long || (short.length >= leastNational && long.endsWith(short));
}

const meet = (
  some: readonly string[],
  others: readonly string[],
  isSame: (a: string, b: string) => boolean = (a, b) => a === b,
): boolean => some.some((each) => others.some((other) => isSame(each, other)));

/**
 * Staff who are the shop's customers too do not give to themselves. They are known by the e-mail address they sign in
 * with, by the customer records that bear it, and by the phones of these records.
 */
export async function readIsPayee(
  reader: Reader,
  person: Pick<PersonActor, "email">,
  { o: { order }, ticket }: Case,
): Promise<boolean> {
  const ids = [order.customerId, ticket.customerId].filter((id) => id !== null);
  const email = mailboxOf(person.email);
  const { storefrontId } = order;
  const own = await reader.many(customers, { where: { storefrontId, email }, take: most });
  const paid = ids.length === 0 ? [] : await reader.many(customers, { where: { id: In(ids) }, take: most });
  const emails = [order.email, ticket.shopperEmail ?? "", ...paid.map((each) => each.email)].map(mailboxOf);
  const phones = [order.shippingAddress?.phone ?? "", ...paid.map(({ phone }) => phone)].flatMap(digitsOf);
  const ownPhones = own.flatMap(({ phone }) => digitsOf(phone));
  return (
    meet(
      own.map(({ id }) => id),
      ids,
    ) ||
    emails.includes(email) ||
    meet(ownPhones, phones, isSameNumber)
  );
}
