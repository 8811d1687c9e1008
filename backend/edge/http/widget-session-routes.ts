import { Router } from "express";
import { z } from "zod";
import { newId } from "../../core/ids.ts";
import { refuse } from "../../core/refusal.ts";
import { adoptTickets } from "../../desk/adopt-tickets.ts";
import { openShopperSession } from "../../shop/identity/open-shopper-session.ts";
import { isOriginAllowed, readStorefrontByKey } from "../../shop/storefronts/read-storefront.ts";
import type { Doors } from "../doors.ts";
import { type AnswerFailure, answering } from "./answering.ts";
import { askingOf } from "./asking.ts";
import { bearerOf } from "./caller.ts";

const input = z.object({ key: z.string().min(1).max(100), token: z.string().max(4096).optional() });

/** A storefront's key, and a signed token if the shop knows who it is, for a bearer session. */
export function createWidgetSessionRoutes(doors: Doors, answerFailure: AnswerFailure): Router {
  const { database, execute, clock } = doors;
  const routes = Router();
  routes.post(
    "/widget/session",
    answering(answerFailure, async (request) => {
      const parsed = input.safeParse(request.body);
      if (!parsed.success) refuse("malformed", { issues: [{ path: "key", message: "is needed" }] });
      const storefront = await readStorefrontByKey(database.reader, parsed.data.key);
      const { origin } = request.headers;
      if (storefront === null || origin === undefined || !isOriginAllowed(storefront, origin)) {
        refuse("origin_not_allowed", {});
      }
      await doors.limits.newSessions.take(askingOf(request).address);
      const opened = await openShopperSession(
        { reader: database.reader, execute },
        { storefront, token: parsed.data.token ?? null, bearer: bearerOf(request), now: clock.now() },
      );
      if (opened.mergedFrom !== null) {
        const merge = { fromShopperId: opened.mergedFrom, toShopperId: opened.shopperId };
        await execute(adoptTickets, merge, { caller: { kind: "system" }, commandId: newId() });
      }
      const { name, accent, position, locale } = storefront;
      return {
        bearer: opened.bearer,
        shopper: opened.shopper,
        rejected: opened.rejected,
        storefront: { name, accent, position, locale },
      };
    }),
  );
  return routes;
}
