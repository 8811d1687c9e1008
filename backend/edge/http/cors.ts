import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { Clock } from "../../core/clock.ts";
import type { Reader } from "../../core/database/reader.ts";
import { storefronts } from "../../shop/storefront-tables.ts";

const mostStorefronts = 1000;
const rememberedMs = 2000;

export interface KnownOrigins {
  has(origin: string): Promise<boolean>;
}

/** Origins listed for any storefront; asked anew after two seconds, so that the admin's change works at once. */
export function createKnownOrigins(reader: Reader, clock: Clock): KnownOrigins {
  let known = new Set<string>();
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    async has(origin) {
      if (clock.now() - readAt > rememberedMs) {
        const rows = await reader.many(storefronts, { take: mostStorefronts });
        known = new Set(rows.flatMap((row) => row.origins));
        readAt = clock.now();
      }
      return known.has(origin);
    },
  };
}

/**
 * The browser's half of "only listed origins": pages elsewhere cannot read our answers. The server's half, that a key
 * or session belongs to the page's storefront, is checked where the session is used.
 */
export function cors(origins: KnownOrigins): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    const { origin } = request.headers;
    response.vary("Origin");
    if (origin !== undefined && (await origins.has(origin))) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Command-Id");
      response.setHeader("Access-Control-Max-Age", "600");
    }
    if (request.method === "OPTIONS") {
      response.status(204).end();
      return;
    }
    next();
  };
}
