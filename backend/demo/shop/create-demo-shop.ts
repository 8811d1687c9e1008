import { fileURLToPath } from "node:url";
import express, { type Express, type Request, type Response } from "express";
import type { Clock } from "../../core/clock.ts";
import type { Reader } from "../../core/database/reader.ts";
import type { Execute } from "../../core/execute.ts";
import type { StorefrontRow } from "../../shop/storefront-tables.ts";
import { catalogue, productOf } from "../catalogue.ts";
import { bird } from "../pictures/bird.ts";
import { productPicture } from "../pictures/product-picture.ts";
import { contentPolicy } from "./content-policy.ts";
import { layout, type Page } from "./layout.ts";
import { homePage } from "./pages/home-page.ts";
import { orderPage, ordersPage } from "./pages/orders-page.ts";
import { productPage } from "./pages/product-page.ts";
import { missingPage, signInPage } from "./pages/sign-in-page.ts";
import { placeOrder } from "./place-order.ts";
import { ordersOf, stockOf, tokenOf } from "./read-shopper.ts";
import { shopperById, signIn, signOut, type Visitor, visitorOf } from "./visitor.ts";

interface Options {
  storefront: StorefrontRow;
  /** Where the helpdesk is reached from browsers, without a slash at its end. */
  helpdeskUrl: string;
  reader: Reader;
  execute: Execute;
  clock: Clock;
}

const files = fileURLToPath(new URL("static", import.meta.url));

/**
 * The demo shop's own pages, as another company would serve them: another origin, a strict content policy, its own
 * sign-in, and one script tag of ours. Signs who is signed in on its server and never gives the secret away.
 */
export function createDemoShop(options: Options): Express {
  const { storefront, helpdeskUrl, reader, execute, clock } = options;
  const shop = { reader, storefrontId: storefront.id };
  const app = express();
  app.disable("x-powered-by");
  app.use((_request, response, next) => {
    response.setHeader("Content-Security-Policy", contentPolicy(helpdeskUrl));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
    next();
  });
  app.use(express.static(files, { index: false, maxAge: 0 }));
  app.use(express.urlencoded({ extended: false, limit: "4kb" }));

  const send = (response: Response, visitor: Visitor, page: Page, status = 200) => {
    const frame = { visitor, helpdeskUrl, storefrontKey: storefront.key };
    response.status(status).setHeader("Cache-Control", "no-store").type("html").send(layout(page, frame));
  };
  const missing = (request: Request, response: Response) => {
    const visitor = visitorOf(request, response);
    send(response, visitor, missingPage(visitor), 404);
  };

  app.get("/", (request, response) => {
    const visitor = visitorOf(request, response);
    send(response, visitor, homePage(visitor));
  });

  app.get("/products/:handle", async (request, response) => {
    const product = catalogue.find((each) => each.handle === request.params.handle);
    const chosen =
      product?.variants.find((each) => each.sku === request.query.sku) ?? product?.variants[0] ?? null;
    if (product === undefined || chosen === null) return missing(request, response);
    const visitor = visitorOf(request, response);
    const left = await stockOf(shop, chosen.sku);
    send(response, visitor, productPage(product, chosen, left, visitor));
  });

  app.get("/pictures/:file", (request, response) => {
    const sku = request.params.file.replace(/\.svg$/, "");
    const product = productOf(sku);
    const variant = product?.variants.find((each) => each.sku === sku);
    if (product === null || variant === undefined) return missing(request, response);
    response.setHeader("Cache-Control", "public, max-age=86400");
    response.type("svg").send(productPicture(product.shape, variant.colour, product.ground));
  });
  app.get("/bird.svg", (_request, response) => {
    response.setHeader("Cache-Control", "public, max-age=86400").type("svg").send(bird);
  });

  app.get("/sign-in", (request, response) => {
    const visitor = visitorOf(request, response);
    send(response, visitor, signInPage(visitor));
  });
  app.post("/sign-in", (request, response) => {
    const shopper = shopperById(request.body?.shopper);
    if (shopper === null) return missing(request, response);
    signIn(response, shopper);
    response.redirect(303, "/orders");
  });
  app.post("/sign-out", (_request, response) => {
    signOut(response);
    response.redirect(303, "/");
  });

  app.get("/orders", async (request, response) => {
    const visitor = visitorOf(request, response);
    if (visitor.shopper === null) return response.redirect(303, "/sign-in");
    send(response, visitor, ordersPage(await ordersOf(shop, visitor.shopper), visitor));
  });
  app.get("/orders/:number", async (request, response) => {
    const visitor = visitorOf(request, response);
    if (visitor.shopper === null) return response.redirect(303, "/sign-in");
    const theirs = await ordersOf(shop, visitor.shopper);
    const found = theirs.find(({ order }) => order.number === `#${request.params.number}`);
    if (found === undefined) return missing(request, response);
    send(response, visitor, orderPage(found, visitor, request.query.thanks !== undefined));
  });
  app.post("/orders", async (request, response) => {
    const { shopper } = visitorOf(request, response);
    const sku: unknown = request.body?.sku;
    if (shopper === null) return response.redirect(303, "/sign-in");
    if (typeof sku !== "string" || productOf(sku) === null) return missing(request, response);
    const parts = { reader, execute, storefront, now: clock.now() };
    const number = await placeOrder(parts, shopper.id, sku);
    response.redirect(303, `/orders/${number.slice(1)}?thanks`);
  });

  /** For the page's own script, which hands it to the widget. */
  app.get("/identity", async (request, response) => {
    const { shopper } = visitorOf(request, response);
    const token = shopper === null ? null : await tokenOf(shop, shopper);
    response.setHeader("Cache-Control", "no-store").json({ token });
  });

  app.use(missing);
  return app;
}
