import { day } from "../../backend/core/clock.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { newId, newSecret, sha256 } from "../../backend/core/ids.ts";
import { openTicket } from "../../backend/desk/open-ticket.ts";
import { type ShopperRow, shopperSessions, shoppers } from "../../backend/shop/storefront-tables.ts";
import type { Factories } from "../support/factories.ts";

const rowsAtOnce = 1000;

/** Shoppers whose bearers are the prefix and their number, so that another process can know them. */
export async function makeShoppers(
  make: Factories,
  storefrontId: string,
  count: number,
  bearerPrefix: string,
): Promise<void> {
  const now = make.clock.now();
  for (let start = 0; start < count; start += rowsAtOnce) {
    const numbers = Array.from({ length: Math.min(rowsAtOnce, count - start) }, (_, index) => start + index);
    const made = numbers.map((number) => {
      const shopper: ShopperRow = {
        id: newId(),
        storefrontId,
        subject: null,
        name: null,
        email: null,
        customerId: null,
        createdAt: now,
      };
      const session = {
        id: sha256(`${bearerPrefix}${number}`),
        storefrontId,
        shopperId: shopper.id,
        createdAt: now,
        expiresAt: now + day,
      };
      return { shopper, session };
    });
    await make.save(
      ...made.map(({ shopper }) => insert(shoppers, shopper)),
      ...made.map(({ session }) => insert(shopperSessions, session)),
    );
  }
}

/** A conversation, and what its shopper's browser holds. */
export interface Conversation {
  ticketId: string;
  bearer: string;
}

export async function makeConversation(make: Factories, storefrontId: string): Promise<Conversation> {
  const { shopper } = await make.makeShopper(storefrontId);
  const bearer = newSecret();
  const caller = await make.shopperCaller(shopper, bearer);
  const opened = { text: "The cup came broken", photoIds: [] };
  const { ticketId } = await make.run<{ ticketId: string }>(openTicket, opened, caller);
  return { ticketId, bearer };
}

export async function makeAgentToken(make: Factories): Promise<string> {
  const { personId } = await make.makePerson("agent");
  const token = newSecret();
  await make.personCaller(personId, token);
  return token;
}
