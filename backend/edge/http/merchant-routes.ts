import express, { Router } from "express";
import { createMerchantCallback } from "../../remedies/merchant-callback.ts";
import type { Doors } from "../doors.ts";
import type { AnswerFailure } from "./answering.ts";

const largestCallback = "64kb";
const uuid = /^[0-9a-f-]{36}$/;

/** Where a merchant's system says later what became of an attempt; only its signature lets it in. */
export function createMerchantRoutes(
  { database, execute, log, clock }: Pick<Doors, "database" | "execute" | "log" | "clock">,
  answerFailure: AnswerFailure,
): Router {
  const handle = createMerchantCallback({ reader: database.reader, execute, log });
  const routes = Router();
  routes.post(
    "/merchant/callback/:storefrontId",
    express.text({ type: () => true, limit: largestCallback, inflate: false }),
    async (request, response) => {
      try {
        const { storefrontId } = request.params;
        const rawBody = typeof request.body === "string" ? request.body : "";
        const signature = request.get("Frontline-Signature");
        const known = typeof storefrontId === "string" && uuid.test(storefrontId);
        const { status } = known
          ? await handle({ storefrontId, rawBody, signature }, clock.now())
          : { status: 401 };
        response.status(status).end();
      } catch (error) {
        answerFailure(request, response, error);
      }
    },
  );
  return routes;
}
