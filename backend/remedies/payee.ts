import { In } from "typeorm";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { customers } from "../shop/tables.ts";
import type { Case } from "./lock-case.ts";

const most = 50;
/** Shorter ones are extensions and blanks, and would make strangers one. */
const leastDigits = 7;

const digitsOf = (phone: string): string[] => {
  const digits = phone.replace(/\D/g, "");
  return digits.length < leastDigits ? [] : [digits];
};

const meet = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((each) => others.includes(each));

/**
 * Staff who are the shop's customers too do not give to themselves. They are known by the e-mail address they sign in
 * with, by the customer records that bear it, and by the phones of these records.
 */
export async function readIsPayee(
  reader: Reader,
  person: PersonActor,
  { o: { order }, ticket }: Case,
): Promise<boolean> {
  const ids = [order.customerId, ticket.customerId].filter((id) => id !== null);
  const email = person.email.toLowerCase();
  const { storefrontId } = order;
  const own = await reader.many(customers, { where: { storefrontId, email }, take: most });
  const paid = ids.length === 0 ? [] : await reader.many(customers, { where: { id: In(ids) }, take: most });
  const emails = [order.email, ticket.shopperEmail ?? "", ...paid.map((each) => each.email)];
  const phones = [order.shippingAddress?.phone ?? "", ...paid.map(({ phone }) => phone)].flatMap(digitsOf);
  const ownPhones = own.flatMap(({ phone }) => digitsOf(phone));
  return (
    meet(
      own.map(({ id }) => id),
      ids,
    ) ||
    emails.some((each) => each.toLowerCase() === email) ||
    meet(ownPhones, phones)
  );
}
